import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verwijs } from '../src/commands/verwijs/verwijs.ts'
import { failures, serverSecret, startFailingServer } from './failing-fhir-server.ts'
import { failingCase, failingRecords } from './failing-records.ts'
import { impatientClient, secretToken } from './fhir-refusal.ts'
import { answerTo, eventOf, recordContext, runLine } from './record-context.ts'

const line = 'verwijs fysiotherapie valrisico'

const limitsOf = (name: string) => {
  const requestTimeoutMs = name === 'silence' ? 250 : 5000
  return { requestTimeoutMs, totalTimeoutMs: requestTimeoutMs * 2 }
}

for (const { name, failure, why, open } of failures) {
  test(`an address book that fails with ${name} stops a referral before anything is written`, async () => {
    const failing = ['HealthcareService', 'Organization']
    await using server = await startFailingServer(failingRecords, failing, failure)
    await using client = impatientClient(server.url, limitsOf(name))
    const { body } = await answerTo(recordContext(client, failingCase), line)
    assert.equal(
      body,
      `Niet uitgevoerd: het adresboek kon niet worden geraadpleegd (${why}). Er is niets verstuurd. Probeer het later opnieuw.`,
    )
    assert.equal(server.seen.filter(({ path }) => path === '/fhir/').length, 0)
  })

  test(`a referral that the server answers with ${name} is told as it stands`, async () => {
    await using server = await startFailingServer(failingRecords, ['Bundle'], failure)
    await using client = impatientClient(server.url, limitsOf(name))
    const context = recordContext(client, failingCase)
    const asked = await runLine(context, line)
    assert.ok(asked.kind === 'confirm')
    const carried = await verwijs.carryOut?.(context, asked.draft, '$prompt')
    assert.ok(carried?.kind === 'failed')
    const content = eventOf(carried.document)
    assert.equal(
      content.body,
      open === true
        ? 'Onbekend of de verwijzing is aangekomen: het dossier antwoordt niet.'
        : `NIET verstuurd: ${why}.`,
    )
    assert.equal(carried.final, undefined)
    assert.ok(server.seen.some(({ path }) => path === '/fhir/'))
    for (const hidden of [secretToken, serverSecret, server.url.slice('http://'.length)])
      assert.ok(!JSON.stringify(content).includes(hidden))
  })
}
