import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import {
  clinicalContext,
  now,
  patient,
  recordOver,
  shown,
  typed,
} from '../../../test/clinical-case.ts'
import { topicRecords } from '../../../test/fact-records.ts'
import { mutated } from '../../../test/mutated.ts'
import { fc } from '../../../test/properties.ts'
import { eventOf } from '../../../test/record-context.ts'
import { afspraken } from '../afspraken/afspraken.ts'
import type { Command } from '../command.ts'
import { lab } from '../lab/lab.ts'
import { problemen } from '../problemen/problemen.ts'
import { waarschuwingen } from '../waarschuwingen/waarschuwingen.ts'
import { wilsverklaring } from '../wilsverklaring/wilsverklaring.ts'
import { zorgplan } from '../zorgplan/zorgplan.ts'
import type { FactPorts } from './fact-answer.ts'

const topics: readonly Command<FactPorts>[] = [
  lab,
  problemen,
  waarschuwingen,
  wilsverklaring,
  zorgplan,
  afspraken,
]

const audiences = ['professional', 'lay'] as const

/** What a topic posts over these records, held against the reply invariant. */
const told = async (
  command: Command<FactPorts>,
  records: readonly Resource[],
  audience: (typeof audiences)[number] = 'professional',
) => {
  const context = { ...clinicalContext({ records }), audience }
  const answer = shown(await command.run(context, typed('alles')))
  const { body, formatted_body: html } = eventOf(answer.document)
  return { body, all: `${body}\n${html}` }
}

const shownTopics = topics.flatMap((command) =>
  (command.lay === true ? audiences : audiences.slice(0, 1)).map((audience) => ({
    command,
    audience,
    name: `!${command.name}${audience === 'lay' ? ' in plain words' : ''}`,
  })),
)

for (const { command, audience, name } of shownTopics) {
  test(`${name} shows a script as words, calls no room, and turns no letters around`, async () => {
    const text = '<script>alert(1)</script> @room 5\u202E05\u202C mg\u0000'
    const { body, all } = await told(command, topicRecords(text), audience)
    assert.match(body, /<script>alert\(1\)<\/script> @ room 505 mg/u)
    assert.doesNotMatch(all.replaceAll('\n', ''), /@room|\p{Bidi_Control}|\p{Cc}/iu)
    assert.doesNotMatch(all.slice(body.length), /<script/u)
  })

  test(`${name} makes no lines of lines in a record`, async () => {
    const { body } = await told(command, topicRecords('een\n\n• GESTOPT\r\nONVOLLEDIG'), audience)
    assert.match(body, /een • GESTOPT ONVOLLEDIG/u)
    assert.doesNotMatch(body, /^(?:• )?(?:GESTOPT|ONVOLLEDIG)/mu)
  })

  test(`${name} says what it left out of four kilobytes`, async () => {
    const long = `${'1000 mg per dag, '.repeat(240)}DAARNA STOPPEN`
    const { body } = await told(command, topicRecords(long), audience)
    assert.doesNotMatch(body, /DAARNA STOPPEN/u)
    const cuts = [
      ...body.matchAll(
        /(?<before>.{12})(?:\[…\]|… \((?:ingekort, open het dossier|dit gaat nog verder: vraag ernaar)\))/gu,
      ),
    ]
    assert.ok(cuts.length > 0, 'what was left out is not said')
    for (const { groups } of cuts) assert.match(groups?.['before'] ?? '', /(?:mg|per|dag,) $/u)
  })
}

const KEEP = ['resourceType', 'id', 'subject', 'patient', 'category', 'participant']

const damaged = fc.tuple(...topicRecords('Tekst uit de bron').map((each) => mutated(each, KEEP)))

test('no damaged record makes a topic fail or break the reply invariant', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, fc.constantFrom(...shownTopics), async (records, topic) => {
      const { body } = await told(topic.command, records, topic.audience)
      assert.ok(body.length > 0)
    }),
    { numRuns: 300 },
  )
})

const inError = topicRecords('FOUT').map((each): Resource => {
  const status = 'entered-in-error'
  const verificationStatus = { coding: [{ code: status }] }
  const marked = { ...each, status, lifecycleStatus: status, verificationStatus }
  return Object.assign(each, marked)
})

const keepStatus = [...KEEP, 'status', 'lifecycleStatus', 'verificationStatus']

test('what was entered in error is never told, whatever else is wrong with it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(...inError.map((each) => mutated(each, keepStatus))),
      fc.constantFrom(...shownTopics),
      async (records, topic) => {
        const { body } = await told(topic.command, records, topic.audience)
        assert.doesNotMatch(body, /FOUT|^• /mu)
      },
    ),
    { numRuns: 300 },
  )
})

const modified = topicRecords('Tekst').map(
  (each): Resource => Object.assign(each, { modifierExtension: [{ url: 'urn:unknown' }] }),
)

test('an unknown modifier is said on every line of every topic', async () => {
  for (const { command, audience } of shownTopics) {
    const { body } = await told(command, modified, audience)
    const lines = body.match(/^• .*$/gmu) ?? []
    assert.ok(lines.length > 0)
    for (const line of lines)
      assert.match(line, /bevat onbekende wijzigende informatie|vraag na of dit klopt/u)
  }
})

const elsewhere = (records: readonly Resource[]): readonly Resource[] => {
  const moved: unknown = JSON.parse(JSON.stringify(records).replaceAll(patient, 'Patient/zz'))
  assert.ok(isResources(moved))
  return moved
}

const isResources = (value: unknown): value is readonly Resource[] => Array.isArray(value)

test('lines of another source name it, and its failure makes an answer incomplete', async () => {
  const other = { label: 'Huisarts', patient: 'Patient/zz' }
  const records = elsewhere(topicRecords('Tekst'))
  for (const command of topics) {
    const both = recordOver({ records: [] }, { ...other, records })
    const context = clinicalContext({ records: [] }, patient, now, 'nl', both)
    const { text, refs, outcome } = shown(await command.run(context, typed('alles')))
    const lines = text.match(/^• .*$/gmu) ?? []
    assert.ok(lines.length > 0, command.name)
    for (const line of lines) assert.match(line, / – uit Huisarts$/u)
    assert.ok(refs.every(({ source }) => source === 'Huisarts'))
    assert.equal(outcome, 'ok')
    const lost = recordOver({ records: [] }, { ...other, records, failing: failingAll })
    const failed = clinicalContext({ records: [] }, patient, now, 'nl', lost)
    const partial = shown(await command.run(failed, typed()))
    assert.equal(partial.outcome, 'partial')
    assert.match(partial.text, /^ONVOLLEDIG\nHuisarts – /mu)
    assert.match(partial.text, /in Apotheek[ ,]/u)
  }
})

const failingAll = {
  Appointment: 'timeout',
  CarePlan: 'timeout',
  Condition: 'timeout',
  Consent: 'timeout',
  DiagnosticReport: 'timeout',
  Encounter: 'timeout',
  EpisodeOfCare: 'timeout',
  Flag: 'timeout',
  Goal: 'timeout',
  Observation: 'timeout',
} as const

test('every line of every topic names the records it was made from', async () => {
  for (const command of topics) {
    const context = clinicalContext({ records: topicRecords('Tekst') })
    const { document, refs } = shown(await command.run(context, typed('alles')))
    const about = document.flatMap((block) => (block.kind === 'list' ? (block.about ?? []) : []))
    assert.ok(about.length > 0)
    for (const keys of about) assert.ok(keys.length > 0)
    const known = new Set(about.flat())
    assert.deepEqual(
      refs.filter(({ ref }) => !known.has(ref)),
      [],
    )
  }
})

test('all of it can be said in English', async () => {
  for (const command of topics) {
    const context = clinicalContext({ records: topicRecords('Words') }, patient, now, 'en')
    const { text } = shown(await command.run(context, typed('alles')))
    assert.doesNotMatch(text, /vastgelegd|zonder|niet|bron|sinds|opmerking|loopt|uitslag|met /u)
    assert.match(text, /Words/u)
  }
})

for (const command of topics) {
  test(`!${command.name} says under its title who the patient is`, async () => {
    const careTeams = {
      patientLine: async () => ({
        name: 'J. Jansen',
        gender: 'female' as const,
        birthDate: '1948-03-12',
      }),
    }
    const context = { ...clinicalContext({ records: [] }), careTeams }
    const { text } = shown(await command.run(context, typed()))
    assert.equal(text.split('\n')[1], 'Cliënt: J.J. (v), geboren in 1948')
  })
}
