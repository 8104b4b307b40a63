import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createFhirClient } from '../../src/fhir/server/client.ts'
import { recordContext } from '../record-context.ts'
import { demoNow } from './product-suite.ts'
import { nextPage, type Told, turn } from './told-by.ts'

type Case = { readonly patient: string; readonly now: Date }

/** Asked everything. */
const fully: readonly Case[] = [
  { patient: 'Patient/demo-client-1', now: demoNow },
  { patient: 'Patient/mp9-patient-groot', now: demoNow },
  { patient: 'Patient/nl-core-Patient-01', now: demoNow },
]

/** Asked each command once. */
const shortly: readonly Case[] = [
  { patient: 'Patient/demo-client-2', now: demoNow },
  { patient: 'Patient/mp9-patient-groot', now: new Date('2024-11-10T12:00:00Z') },
  { patient: 'Patient/mp9-patient-huyser', now: demoNow },
  { patient: 'Patient/mp9-patient-oorschot', now: demoNow },
  { patient: 'Patient/patient-XXX-Smabers', now: demoNow },
  { patient: 'Patient/patient-XXX-Drijkoningen', now: demoNow },
  { patient: 'Patient/hg-ReferralServiceRequest-01-Patient-01', now: demoNow },
]

/** Every command that reads the record. */
const short = [
  'samenvatting',
  'medicatie alles',
  'allergie alles',
  'metingen alles',
  'lab alles',
  'problemen',
  'waarschuwingen',
  'wilsverklaring',
  'zorgplan',
  'afspraken',
  'tijdlijn 90d',
  'rapportage alles',
  'wie alles',
  'taken alles',
  'gesprekken alles',
]

/** The other ways to ask it something else. */
const more = [
  'medicatie',
  'medicatie gestopt',
  'medicatie metformine',
  'allergie',
  'nieuw',
  'metingen',
  'metingen bloeddruk',
  'metingen gewicht alles',
  'metingen bloeddruk --grafiek',
  'lab',
  'lab kalium',
  'problemen actief',
  'tijdlijn',
  'rapportage',
  'rapportage 7d',
  'wie',
  'wie afwezig',
  'taken',
  'taken mijn',
  'gesprekken',
  'herhaalrecept',
  'zoek bakker',
  'zoek fysiotherapie',
]

/** Of these the first and last lines are looked up at their source as well. */
const looked = ['samenvatting', 'medicatie alles', 'metingen alles', 'lab alles', 'taken alles']

/** So many further pages of one answer are followed. */
const PAGES = 1

type Client = ReturnType<typeof createFhirClient>

/** A line with what it leads to: the next pages, and where its first and last lines come from. */
const conversation = async (
  client: Client,
  about: Case,
  line: string,
): Promise<readonly Told[]> => {
  const context = recordContext(client, about)
  const first = await turn(context, `!${line}`)
  const all = [first.told]
  let list = first.list
  for (let page = 0; page < PAGES && list?.more !== undefined; page += 1) {
    const next = await nextPage(context, list)
    all.push(next.told)
    list = next.list
  }
  const count = looked.includes(line) ? (first.list?.lines.length ?? 0) : 0
  const numbers = new Set([1, 2, count].filter((number) => number >= 1 && number <= count))
  for (const number of numbers) all.push((await turn(context, `!bron ${number}`, first.list)).told)
  return all
}

/** Both servers hold the example records and the demonstration of `demoNow`: a clinician reads the same words from either. */
export const sameReplies = (one: () => string, other: () => string): void => {
  const clients: Client[] = []
  before(() => {
    for (const baseUrl of [one(), other()])
      clients.push(createFhirClient({ baseUrl, auth: { kind: 'none' } }))
  })
  after(() => Promise.all(clients.map((client) => client.close())))

  const all = [
    ...fully.map((about) => ({ about, lines: [...short, ...more] })),
    ...shortly.map((about) => ({ about, lines: short })),
  ]
  for (const { about, lines } of all)
    for (const line of lines)
      test(`${line} says the same of ${about.patient} at ${about.now.toISOString()} from both servers`, async () => {
        const [told, alike] = await Promise.all(
          clients.map((client) => conversation(client, about, line)),
        )
        assert.ok(told !== undefined && alike !== undefined)
        assert.deepEqual(told, alike)
        for (const { kind } of told) assert.equal(kind, 'ok')
      })
}
