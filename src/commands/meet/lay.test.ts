import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { nurse } from '../../../test/record-context.ts'
import { carriedWords, type WritingCase, writingCase } from '../../../test/writing-case.ts'
import type { ResourceRef } from '../../fhir/fhir.ts'
import { createValidator } from '../../fhir/validation/validate.ts'
import { messages } from '../../i18n/messages.ts'

let world: WritingCase
before(async () => {
  world = await writingCase([
    {
      resourceType: 'RelatedPerson',
      id: 'jo',
      active: true,
      patient: { reference: 'Patient/demo-client-1' },
    },
  ])
})
after(() => world[Symbol.asyncDispose]())

const as = (kind: 'patient' | 'related', ref: string | undefined) => {
  world.context = {
    ...world.context,
    audience: 'lay',
    asker: {
      userId: '@jo:zorg.test',
      member: {
        ...nurse,
        ref,
        kind,
        practitioner: undefined,
        name: 'Jo',
        functions: [],
        organization: undefined,
      },
    },
  }
}

const stored = async (ref: ResourceRef | undefined) => {
  const found = await world.stored(ref)
  assert.ok(found.resourceType === 'Observation')
  return found
}

const end = [
  'Niemand krijgt hiervan bericht via dit gesprek.',
  'Maakt u zich zorgen of voelt u zich niet goed? Bel dan uw zorgverlener, en bij levensgevaar 112.',
]

test('the client is shown in plain words what will be written, and that nobody looks at it at once', async () => {
  as('patient', 'Patient/demo-client-1')
  assert.equal(
    await world.said('!spo2 92'),
    [
      'Bevestig meting – nog NIET vastgelegd',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Zuurstof in het bloed: 92 %',
      '• Gemeten: 12-01-2026 09:31',
      '• Door: Jo',
      '• Vorige: 92 %, O₂-gebruik niet vermeld (11-01-2026 08:36) – gelijk aan 1 dag eerder (=)',
      '',
      'O₂-gebruik staat er niet bij. Typ “met O2” of “zonder O2” achter de waarde om het vast te leggen.',
      ...end,
      '',
      'Jo, typ ja 4821 om vast te leggen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 09:41.',
    ].join('\n'),
  )
})

test('what the client measured is written as that, and marked as told by the client', async () => {
  as('patient', 'Patient/demo-client-1')
  const carried = await world.confirm('!gewicht 72,4')
  assert.equal(
    carriedWords(carried),
    `Meting vastgelegd 12-01-2026 09:31: Gewicht: 72,4 kg.\nKenmerk: Observation/…\n\n${end.join('\n')}`,
  )
  assert.ok(carried.kind === 'done')
  const written = await stored(carried.refs[0])
  assert.deepEqual(written.performer, [{ reference: 'Patient/demo-client-1' }])
  assert.deepEqual(written.meta?.tag, [
    {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
      code: 'PATRPT',
      display: 'patient reported',
    },
  ])
  assert.deepEqual(await createValidator().validate(written), [])
  assert.match(
    await world.said('!metingen gewicht'),
    /72,4\u00A0?\s?kg[^\n]*gemeten door de cliënt zelf/u,
  )
})

test('what a relative measured is written in the name of the relative', async () => {
  as('related', 'RelatedPerson/jo')
  const [ref] = await world.wrote('!pols 70')
  const written = await stored(ref)
  assert.deepEqual(written.performer, [{ reference: 'RelatedPerson/jo' }])
  assert.equal(written.meta?.tag, undefined)
})

test('who the record does not name measures nothing', async () => {
  as('related', undefined)
  assert.match(await world.said('!gewicht 72,4'), /^Niet uitgevoerd: het zorgteam noemt/u)
})

test('what the client was shown is not carried out in the name of somebody else', async () => {
  as('patient', 'Patient/demo-client-1')
  const { outcome, command } = await world.type('!gewicht 72,4')
  assert.ok(outcome.kind === 'confirm')
  as('related', 'RelatedPerson/jo')
  const carried = await command.carryOut?.(world.context, outcome.draft, '$other')
  assert.ok(carried?.kind === 'failed')
  assert.equal(carriedWords(carried), messages.nl.writing.changed)
})
