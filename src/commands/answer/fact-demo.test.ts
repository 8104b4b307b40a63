import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoResources } from '../../../packages/fhir-sandbox/src/demo.ts'
import { pointersOf } from '../../../packages/fhir-sandbox/src/references.ts'
import { clinicalContext, now, recordOver, shown, typed } from '../../../test/clinical-case.ts'
import { createObservationReader } from '../../fhir/observation/observation.ts'
import { afspraken } from '../afspraken/afspraken.ts'
import { lab } from '../lab/lab.ts'
import { metingen } from '../metingen/metingen.ts'
import { problemen } from '../problemen/problemen.ts'
import { waarschuwingen } from '../waarschuwingen/waarschuwingen.ts'
import { wilsverklaring } from '../wilsverklaring/wilsverklaring.ts'
import { zorgplan } from '../zorgplan/zorgplan.ts'

const client = 'demo-client-1'

const records = demoResources({ serverName: 'zorg.test', now }).filter((each) =>
  pointersOf(each).every(({ type, id }) => type !== 'Patient' || id === client),
)

test('the demonstration shows something for every topic', async () => {
  for (const command of [lab, problemen, waarschuwingen, wilsverklaring, zorgplan, afspraken]) {
    const context = clinicalContext({ records }, `Patient/${client}`)
    const { text, outcome } = shown(await command.run(context, typed()))
    assert.equal(outcome, 'ok')
    assert.match(text, /^• /mu)
  }
})

test('laboratory results and reports of the demonstration are no measurements', async () => {
  const context = clinicalContext({ records }, `Patient/${client}`)
  const observations = createObservationReader(recordOver({ records }))
  const { text } = shown(await metingen.run({ ...context, observations }, typed('alles')))
  assert.match(text, /^• Bloeddruk: 166\/94/mu)
  assert.doesNotMatch(text, /Kreatinine|Kalium|NT-proBNP|Rapportage|kortademig/u)
})
