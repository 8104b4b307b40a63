import { readFileSync } from 'node:fs'
import { startSandbox } from './src/server.ts'
import { exampleResources } from './src/examples.ts'
import { checkResource } from './src/validation.ts'
const t = performance.now()
const r = exampleResources()
const t2 = performance.now()
const s = await startSandbox({ seed: r, log: () => {} })
console.log('start', performance.now() - t2, r.length, process.memoryUsage().rss / 1e6)
const want = JSON.parse(readFileSync(new URL('./data/expected-searches.json', import.meta.url), 'utf8'))
let bad = 0
for (const w of want) {
  const q = new URLSearchParams(w.params)
  const t0 = performance.now()
  const res = w.method === 'POST' ? await fetch(`${s.baseUrl}/${w.type}/_search`, { method: 'POST', body: q }) : await fetch(`${s.baseUrl}/${w.type}?${q}`)
  const b = await res.json() as any
  const m = (b.entry ?? []).filter((e: any) => e.search.mode === 'match').map((e: any) => e.resource.id)
  const i = (b.entry ?? []).filter((e: any) => e.search.mode === 'include').map((e: any) => `${e.resource.resourceType}/${e.resource.id}`).sort()
  const mm = w.ordered ? m : [...m].sort()
  if (res.status !== 200 || JSON.stringify(mm) !== JSON.stringify(w.matches) || JSON.stringify(i) !== JSON.stringify(w.includes) || b.total !== w.total) { bad++; console.log(w.nr, w.what, res.status, b.total, mm, i, JSON.stringify(b).slice(0, 300)) }
  else if (performance.now() - t0 > 30) console.log(w.nr, performance.now() - t0)
}
console.log('bad', bad)
let inv = 0
for (const x of r) { try { checkResource(x, x.resourceType) } catch (e) { inv++; if (inv < 60) console.log(x.resourceType, x.id, JSON.stringify((e as any).issues?.map((i: any) => (i.diagnostics ?? i.details?.text) + ' ' + i.expression)).slice(0, 250)) } }
console.log('invalid', inv, performance.now()-t)
await s.stop()
