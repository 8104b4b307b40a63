import assert from 'node:assert/strict'
import { toText } from '../../src/reply/text.ts'
import { impatientClient } from '../fhir-refusal.ts'
import { giveJson, startLoopbackServer } from '../loopback-server.ts'
import { eventOf, recordContext, runLine } from '../record-context.ts'
import { client, patient } from './records.ts'

const isOf = (type: string) => (each: object) =>
  'resourceType' in each && each.resourceType === type

/** A whole reply over the wire, where a record is spelled as its server spells it. */
export const replyOver = async (records: readonly object[], line: string): Promise<string> => {
  await using server = await startLoopbackServer(({ path }, response) => {
    const [, type = '', id] = /^\/fhir\/([A-Za-z]+)(?:\/([^/?]+))?/u.exec(path) ?? []
    if (id === undefined) {
      const entry = records.filter(isOf(type)).map((resource) => ({ resource }))
      giveJson(response, { resourceType: 'Bundle', type: 'searchset', entry })
    } else giveJson(response, client, type === 'Patient' ? 200 : 404)
  })
  await using fhir = impatientClient(server.url)
  const context = recordContext(fhir, { patient, now: new Date('2026-01-12T08:31:00Z') })
  const outcome = await runLine(context, line)
  assert.ok(outcome.kind === 'answer', `${line} gave ${outcome.kind}`)
  eventOf(outcome.document)
  return toText(outcome.document)
}
