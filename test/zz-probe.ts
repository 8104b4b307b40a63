import { startHapi } from '/work/main/test/fhir-servers/hapi.ts'
import { loadExamples } from '/work/main/test/fhir-servers/load-examples.ts'
import { createFhirHttp } from '/work/main/test/fhir-servers/fhir-http.ts'
import { startSandbox } from '/work/main/packages/fhir-sandbox/src/server.ts'
import { exampleResources } from '/work/main/packages/fhir-sandbox/src/examples.ts'
import { demoResources } from '/work/main/packages/fhir-sandbox/src/demo.ts'
import { createFhirClient } from '/work/main/src/fhir/client.ts'
import { recordContext, answerTo } from '/work/main/test/record-context.ts'
const now = new Date('2026-01-14T10:00:00Z')
const T=Date.now(); const lap=(s:string)=>console.error(s, Date.now()-T)
const hapi = await startHapi({ cacheDir: '/work/main/.cache/hapi', log: console.error })
lap('hapi')
const demo = demoResources({ serverName:'zorg.test', now })
try {
await loadExamples(hapi.baseUrl)
lap('examples')
const fhir = createFhirHttp(hapi.baseUrl)
const r = await fhir.ask('POST','',{resourceType:'Bundle',type:'transaction',entry:demo.map(resource=>({resource,request:{method:'PUT',url:`${resource.resourceType}/${resource.id}`}}))},{prefer:'return=minimal'})
lap('demo '+r.status); if(r.status!==200) console.error(JSON.stringify(r.body).slice(0,600))
const sandbox = await startSandbox({ seed: [...exampleResources(), ...demo] })
const a = createFhirClient({baseUrl:hapi.baseUrl,auth:{kind:'none'}}), b = createFhirClient({baseUrl:sandbox.baseUrl,auth:{kind:'none'}})
await a.check(); await b.check(); lap('check')
const cases = [['Patient/demo-client-1','2026-01-14T10:00:00Z'],['Patient/demo-client-2','2026-01-14T10:00:00Z'],['Patient/mp9-patient-groot','2024-11-10T12:00:00Z'],['Patient/mp9-patient-groot','2026-01-14T10:00:00Z'],['Patient/nl-core-Patient-01','2026-01-14T10:00:00Z'],['Patient/mp9-patient-huyser','2026-01-14T10:00:00Z'],['Patient/mp9-patient-oorschot','2026-01-14T10:00:00Z'],['Patient/patient-XXX-Hali','2026-01-14T10:00:00Z']]
for (const [patient,at] of cases) for (const line of ['medicatie','medicatie alles','medicatie gestopt','allergie','allergie alles','metingen','metingen alles','metingen bloeddruk','wie','wie alles','wie afwezig']) {
  const [x,y] = await Promise.all([a,b].map(c=>answerTo(recordContext(c,{patient,now:new Date(at)}),line)))
  const refs=(o:any)=>JSON.stringify(o.refs.toSorted((p:any,q:any)=>p.ref<q.ref?-1:1))
  const same = x.body===y.body, sr=refs(x)===refs(y), so=x.outcome===y.outcome && JSON.stringify(x.reads)===JSON.stringify(y.reads)
  console.log(patient,line,same?'same':'DIFFERENT',sr?'':'REFS DIFFER',so?'':'OUTCOME', x.outcome, x.body.split('\n').length)
  if(!same) console.log('--hapi\n'+x.body+'\n--sandbox\n'+y.body)
  if(!sr) console.log(refs(x).slice(0,1500)+'\n'+refs(y).slice(0,1500))
}
lap('asked')
await hapi.reset(); lap('reset')
await a.close(); await b.close(); await sandbox.stop()
} finally { await hapi.stop() }
