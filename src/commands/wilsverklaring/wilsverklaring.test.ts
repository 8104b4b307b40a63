import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Consent, Observation } from '@medplum/fhirtypes'
import { exampleResources } from '../../../packages/fhir-sandbox/src/examples.ts'
import { clinicalContext, shown, typed } from '../../../test/clinical-case.ts'
import {
  admission,
  ask,
  directive,
  noReanimation,
  otherwise,
  reanimation,
  reply,
  tail,
  title,
  will,
} from '../../../test/directive-records.ts'
import {
  answerOf,
  deadReply,
  huisarts,
  partialReply,
  snomed,
  subject,
} from '../../../test/fact-case.ts'
import { toText } from '../../reply/text.ts'
import { wilsverklaring } from './wilsverklaring.ts'

test('directives: resuscitation first, then the others in their order, each with its decision in capitals', async () => {
  const { text, outcome, reads, refs } = await ask([
    directive('a', { type: 'permit', code: [snomed('281789004', 'Antibiotica')] }),
    directive('z', { type: 'deny', code: [admission] }),
    directive('r', { type: 'deny', code: [reanimation] }),
  ])
  assert.equal(
    text,
    reply(
      'Vastgelegd (3)',
      '',
      `• Reanimatie: NIET – ${tail}`,
      `• Ziekenhuisopname: NIET – ${tail}`,
      `• Antibiotica: WEL – ${tail}`,
    ),
  )
  assert.equal(outcome, 'ok')
  assert.deepEqual(reads, [
    'Consent 3',
    'Goal 0',
    'Observation 0',
    'Procedure 0',
    'DeviceUseStatement 0',
  ])
  assert.deepEqual(
    refs.map(({ ref }) => ref),
    ['Consent/a', 'Consent/z', 'Consent/r'],
  )
})

test('nothing found does not mean that everything may or must be done', async () => {
  const { text } = await ask([])
  assert.equal(
    text,
    reply(
      'Niets vastgelegd gevonden – dit betekent niet dat alles mag/moet. (Gezocht in Apotheek, peildatum 12-01-2026 09:31.)',
    ),
  )
})

test('directives about other treatments say nothing about resuscitation, and the reply says so first', async () => {
  const { text } = await ask([directive('a', { type: 'permit', code: [admission] })])
  assert.equal(
    text,
    reply(noReanimation, '', 'Vastgelegd (1)', '', `• Ziekenhuisopname: WEL – ${tail}`),
  )
})

test('the 2017 shape is read, consents to the use of data are not', async () => {
  const { text } = await ask([
    directive(
      'old',
      { type: 'deny', code: [reanimation] },
      { category: [snomed('11291000146105', 'Behandelaanwijzing')] },
    ),
    directive(
      'mitz',
      { type: 'deny' },
      { scope: { coding: [{ code: 'patient-privacy' }] }, category: [{ text: 'Mitz' }] },
    ),
  ])
  assert.equal(text, reply('Vastgelegd (1)', '', `• Reanimatie: NIET – ${tail}`))
})

test('who checked it and when is told, and that a check failed', async () => {
  const { dateTime: _date, ...undated } = directive('z', { type: 'deny', code: [admission] })
  const { text } = await ask([
    directive(
      'r',
      { type: 'deny', code: [reanimation] },
      {
        verification: [
          { verified: true, verifiedWith: subject, verificationDate: '2025-11-05' },
          { verified: false, verifiedWith: { type: 'RelatedPerson', display: 'Dochter Van Dam' } },
        ],
      },
    ),
    undated,
  ])
  assert.match(
    text,
    /Reanimatie: NIET – [^\n]* – gecontroleerd met cliënt, 05-11-2025 – ⚠\u00A0niet bevestigd bij controle met naaste of vertegenwoordiger, zonder datum – vastgelegd door Huisarts/u,
  )
  assert.match(
    text,
    /Ziekenhuisopname: NIET – ⚠\u00A0datum laatste bespreking niet vermeld, besproken met/u,
  )
  assert.doesNotMatch(text, /Van Dam/u)
})

test('every directive in force is shown, however many; lapsed ones are cut off with a way to see them', async () => {
  const current = Array.from({ length: 14 }, (_, n) =>
    directive(`c${n}`, { type: 'deny', code: [{ text: `Behandeling ${n}` }] }),
  )
  const lapsed = Array.from({ length: 3 }, (_, n) =>
    directive(`l${n}`, { type: 'deny', code: [{ text: `Oud ${n}` }] }, { status: 'inactive' }),
  )
  const { text, more } = await ask([...current, ...lapsed])
  assert.equal(text.match(/^• Behandeling \d+: NIET/gmu)?.length, 14)
  assert.match(text, /nog 3 – typ !meer/u)
  assert.deepEqual(more, { words: ['alles'], options: {}, text: '' })
  const all = await ask([...current, ...lapsed], 'alles')
  assert.equal(all.text.match(/^• Oud \d: VERVALLEN/gmu)?.length, 3)
})

test('wishes, the aim of treatment, talks and a defibrillator stand beside the directives', async () => {
  const { text } = await ask([
    {
      resourceType: 'Goal',
      id: 'g',
      lifecycleStatus: 'active',
      subject,
      description: snomed('713148004', 'voorkomen en behandelen van symptomen'),
      statusDate: '2025-10-01',
    },
    {
      resourceType: 'Goal',
      id: 'x',
      lifecycleStatus: 'active',
      subject,
      description: { text: 'Traplopen' },
    },
    {
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      subject,
      code: snomed('395091006', 'Voorkeursplaats van overlijden'),
      dataAbsentReason: { coding: [{ code: 'asked-unknown' }] },
      effectiveDateTime: '2025-10-01',
      performer: [huisarts],
    },
    {
      resourceType: 'Observation',
      id: 'e',
      status: 'entered-in-error',
      subject,
      code: snomed('153851000146100', 'Specifieke wensen'),
      valueString: 'FOUT',
    },
    {
      resourceType: 'DeviceUseStatement',
      id: 'd',
      status: 'active',
      subject,
      device: { type: 'Device', display: 'ICD, Medtronic' },
      timingDateTime: '2018',
    },
  ])
  assert.equal(
    text,
    reply(
      'Niets vastgelegd gevonden – dit betekent niet dat alles mag/moet. (Gezocht in Apotheek, peildatum 12-01-2026 09:31.)',
      '',
      'Wensen en gesprekken (3)',
      '',
      '• Doel van de behandeling – voorkomen en behandelen van symptomen – 01-10-2025 – bron onbekend',
      '• Wens: Voorkeursplaats van overlijden – geen antwoord: gevraagd, niet bekend – 01-10-2025 – Huisarts, Pulver & Partners',
      '• Geïmplanteerd apparaat: ICD, Medtronic – 2018 – bron onbekend',
      '',
      'Niet getoond: 1 foutief ingevoerd.',
    ),
  )
})

const example = async (who: string) => {
  const records = exampleResources().filter(
    (each) => each.resourceType === 'Consent' && each.patient?.reference === who,
  )
  return shown(await wilsverklaring.run(clinicalContext({ records }, who), typed()))
}

test('the Dutch example whose meaning sits in a modifier extension is ANDERS, verbatim', async () => {
  const { text } = await example('Patient/nl-core-TreatmentDirective2-02-Patient-01')
  assert.equal(
    text,
    reply(
      'Vastgelegd (1)',
      '',
      '• Reanimatie (in de bron: Cardiopulmonale resuscitatie): ANDERS – lees toelichting – toelichting: “eerst overleg met echtgenote” – laatst besproken 11-09-2012 met cliënt – controle niet vastgelegd – bron onbekend',
    ),
  )
})

test('the Dutch example that ended is VERVALLEN, with the reason; its living wills stand first', async () => {
  const { text } = await example('Patient/nl-core-Patient-01')
  assert.equal(
    text,
    reply(
      'Vastgelegd (2)',
      '',
      '• Wilsverklaring: Niet reanimeren verklaring: ANDERS – lees toelichting – opmerking: “Niet-reanimerenpenning” – datum van de wilsverklaring: 15-08-2011 – vertegenwoordiger: naaste of vertegenwoordiger – controle niet vastgelegd – bron onbekend',
      '• Wilsverklaring: Volmacht: ANDERS – lees toelichting – opmerking: “volmacht aan echtgenote” – er hoort een document bij – open het dossier – datum van de wilsverklaring: 06-05-2010 – controle niet vastgelegd – bron onbekend',
      '',
      'VERVALLEN (1)',
      '',
      '• Opname op de intensive care (in de bron: Opname op intensive care): VERVALLEN – in de bron niet meer actief – reden: hersteld en ontslagen – geëindigd 15-10-2012 – luidde: wel – laatst besproken 11-09-2012 met naaste of vertegenwoordiger / J.H.R. Peters, Arts – controle niet vastgelegd – vastgelegd door J.H.R. Peters, Arts',
    ),
  )
})

const wish: Observation = {
  resourceType: 'Observation',
  id: 'w',
  status: 'final',
  subject,
  code: snomed('395091006', 'Voorkeursplaats van overlijden'),
  valueString: 'thuis',
  effectiveDateTime: '2025-10-01',
  performer: [huisarts],
}

const notRetrieved =
  'LET OP: behandelgrenzen en wilsverklaringen konden NIET worden opgehaald. Hieronder staat alleen wat elders is gevonden; ook over reanimatie kan iets zijn vastgelegd. Dit betekent niet dat alles mag/moet.'

test('when directives fail the wishes that are known are told, and loudly that they are not all', async () => {
  const { text, outcome } = await answerOf(wilsverklaring, {
    records: [directive('r', { type: 'deny', code: [reanimation] }), wish],
    failing: { Consent: 'timeout' },
  })
  assert.equal(
    text,
    partialReply(
      title,
      [`Apotheek – ${title}: geen antwoord (time-out)`],
      notRetrieved,
      '',
      'Wensen en gesprekken (1)',
      '',
      '• Wens: Voorkeursplaats van overlijden – thuis – 01-10-2025 – Huisarts, Pulver & Partners',
    ),
  )
  assert.equal(outcome, 'partial')
})

test('when directives fail and no wish is known nothing is said about the client', async () => {
  const { text, outcome } = await answerOf(wilsverklaring, {
    records: [directive('r', { type: 'deny', code: [reanimation] })],
    failing: { Consent: 'timeout' },
  })
  assert.equal(text, deadReply(title, title))
  assert.equal(outcome, 'failed')
})

const { dateTime: _dated, ...undatedWill } = will('x', {
  code: [snomed('12', 'Volmacht')],
  actor: [],
})

test('a living will tells the date of the document, and that of a directive when it was discussed', async () => {
  const { text } = await ask([
    will('w', { code: [snomed('11', 'Euthanasieverklaring')] }, { dateTime: '2019-03-02' }),
    undatedWill,
    directive('r', { type: 'deny', code: [reanimation] }),
  ])
  assert.match(
    text,
    / – datum van de wilsverklaring: 02-03-2019, met cliënt \/ Huisarts, Pulver & Partners – /u,
  )
  assert.match(text, / – ⚠\u00A0datum van de wilsverklaring niet vermeld – /u)
  assert.match(text, /• Reanimatie: NIET – laatst besproken 01-10-2025 met /u)
})

const other = 'ANDERS – lees toelichting'

const lineOf = async (consent: Consent) => {
  const { text } = await ask([consent])
  return /^• (.*) – laatst besproken/mu.exec(text)?.[1]
}

test('who must read the explanation gets its words wherever they stand, or where they are', async () => {
  assert.equal(
    await lineOf(
      directive('n', {
        code: [reanimation],
        provision: [{ modifierExtension: otherwise('alleen na overleg met dochter') }],
      }),
    ),
    `Reanimatie: ${other} – toelichting: “alleen na overleg met dochter” – ⚠\u00A0met uitzonderingen of voorwaarden die hier niet staan – open het dossier`,
  )
  assert.equal(
    await lineOf(
      directive(
        't',
        { code: [reanimation] },
        {
          sourceAttachment: { title: 'Wilsverklaring 2019' },
        },
      ),
    ),
    `Reanimatie: ${other} – zie ook het document “Wilsverklaring 2019” in het dossier`,
  )
  assert.equal(
    await lineOf(
      directive(
        'd',
        { code: [reanimation] },
        { sourceReference: { reference: 'DocumentReference/4' } },
      ),
    ),
    `Reanimatie: ${other} – er hoort een document bij – open het dossier`,
  )
  assert.equal(
    await lineOf(directive('g', { code: [reanimation] })),
    `Reanimatie: ${other} – geen toelichting in de bron – open het dossier`,
  )
})

test('when only wishes fail the directives are told, with what is missing', async () => {
  const { text, outcome } = await answerOf(wilsverklaring, {
    records: [directive('r', { type: 'deny', code: [reanimation] })],
    failing: { Observation: 'forbidden' },
  })
  assert.equal(
    text,
    partialReply(
      title,
      ['Apotheek – Metingen: geen toegang'],
      'Vastgelegd (1)',
      '',
      `• Reanimatie: NIET – ${tail}`,
    ),
  )
  assert.equal(outcome, 'partial')
})

test('a word it does not know is answered with what it knows', async () => {
  const outcome = await wilsverklaring.run(clinicalContext({ records: [] }), typed('grafiek'))
  assert.equal(outcome.kind, 'misused')
  assert.equal(
    toText(outcome.document),
    '“grafiek” ken ik hier niet. Kies uit:\n\n• !wilsverklaring\n• !wilsverklaring alles',
  )
})
