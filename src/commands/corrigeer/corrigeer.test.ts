import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Observation } from '@medplum/fhirtypes'
import { carriedWords, framed, type WritingCase, writingCase } from '../../../test/writing-case.ts'
import { FhirError, type ResourceRef } from '../../fhir/fhir.ts'

const foreign: Observation = {
  resourceType: 'Observation',
  id: 'by-another',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: 'Patient/demo-client-1' },
  effectiveDateTime: '2026-01-12',
  performer: [{ reference: 'PractitionerRole/demo-role-huisarts' }],
  valueQuantity: { value: 70, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
}
const nobody: Observation = { ...foreign, id: 'by-nobody' }
delete nobody.performer
const together: Observation = {
  ...foreign,
  id: 'together',
  performer: [
    { reference: 'PractitionerRole/demo-role-wijkverpleegkundige' },
    { reference: 'PractitionerRole/demo-role-huisarts' },
  ],
}
const other: Observation = {
  ...foreign,
  id: 'other-client',
  subject: { reference: 'Patient/demo-client-2' },
  performer: [{ reference: 'PractitionerRole/demo-role-wijkverpleegkundige' }],
}

let world: WritingCase
before(async () => {
  world = await writingCase([foreign, nobody, together, other])
})
after(() => world[Symbol.asyncDispose]())

const observation = async (ref: ResourceRef | undefined): Promise<Observation> => {
  const found = await world.stored(ref)
  assert.ok(found.resourceType === 'Observation')
  return found
}

const keysOf = (refs: readonly ResourceRef[]) => refs.map(({ ref }) => ref)
const nothing = 'Er is niets gewijzigd.'

test('an own measurement of the last list is marked as in error, and is no fact any more', async () => {
  const [ref] = await world.wrote('!lengte 168')
  assert.match(await world.list('!metingen lengte'), /• \[1\] Lengte: 168 cm/u)
  assert.equal(
    await world.said('!corrigeer 1'),
    framed(
      'correctie',
      '• Nu: Lengte: 168 cm',
      '• Gemeten: 12-01-2026 09:31',
      '• Wordt: FOUTIEF – telt niet meer mee, blijft wel in het dossier staan',
    ),
  )
  const carried = await world.confirm('!corrigeer 1', '$error')
  assert.equal(
    carriedWords(carried),
    'Als foutief gemarkeerd 12-01-2026 09:31: Lengte: 168 cm.\nCliënt: J.V. (v), geboren in 1941\nKenmerk: Observation/…',
  )
  assert.equal((await observation(ref)).status, 'entered-in-error')
  assert.doesNotMatch(await world.said('!metingen lengte'), /168/u)
  assert.equal(
    await world.said('!corrigeer 1'),
    `Deze regel is al als foutief of geannuleerd gemarkeerd. ${nothing}`,
  )
})

test('another value makes an amended version with that value and nothing else changed', async () => {
  const [ref] = await world.wrote('!temp 38,6 oor')
  world.listed(keysOf(ref === undefined ? [] : [ref]))
  const earlier = await observation(ref)
  assert.equal(
    await world.said('!corrigeer 1 37,6'),
    framed(
      'correctie',
      '• Nu: Temperatuur: 38,6 °C',
      '• Gemeten: 12-01-2026 09:31',
      '• Wordt: Temperatuur: 37,6 °C',
    ),
  )
  const carried = await world.confirm('!corrigeer 1 37,6', '$value')
  assert.equal(
    carriedWords(carried),
    'Gecorrigeerd 12-01-2026 09:31: Temperatuur: 37,6 °C.\nCliënt: J.V. (v), geboren in 1941\nKenmerk: Observation/…',
  )
  const { meta: _meta, ...later } = await observation(ref)
  const { meta: _old, ...rest } = earlier
  assert.deepEqual(later, {
    ...rest,
    status: 'amended',
    valueQuantity: { ...rest.valueQuantity, value: 37.6 },
  })
})

test('both pressures, the member of a pulse, a score and a report can be put right', async () => {
  const pressure = await world.wrote('!rr 165/95')
  const pulse = await world.wrote('!pols 88')
  const pain = await world.wrote('!pijn 7')
  const report = await world.wrote('!rapporteer goed geslapen')
  world.listed(...[pressure, pulse, pain, report].map(keysOf))
  await world.confirm('!corrigeer 1 155/85')
  assert.deepEqual(
    (await observation(pressure[0])).component?.map((part) => part.valueQuantity?.value),
    [155, 85],
  )
  await world.confirm('!corrigeer 2 78')
  assert.deepEqual(
    [(await observation(pulse[0])).status, (await observation(pulse[1])).valueQuantity?.value],
    ['final', 78],
  )
  await world.confirm('!corrigeer 3 4')
  assert.equal((await observation(pain[0])).valueInteger, 4)
  await world.confirm('!corrigeer 4 slecht "geslapen"')
  assert.equal((await observation(report[0])).valueString, 'slecht "geslapen"')
  await world.confirm('!corrigeer 2')
  assert.deepEqual(await Promise.all(pulse.map(async (ref) => (await observation(ref)).status)), [
    'entered-in-error',
    'entered-in-error',
  ])
})

test('told again it changes nothing more; after somebody else it is stale', async () => {
  const [ref] = await world.wrote('!glucose 6,2')
  world.listed(keysOf(ref === undefined ? [] : [ref]))
  const { outcome, command } = await world.type('!corrigeer 1 7,2')
  assert.ok(outcome.kind === 'confirm')
  const once = await command.carryOut?.(world.context, outcome.draft, '$c')
  const twice = await command.carryOut?.(world.context, outcome.draft, '$c')
  assert.ok(once?.kind === 'done' && twice?.kind === 'done')
  assert.deepEqual(twice.refs, once.refs)
  const later = await world.type('!corrigeer 1 8,2')
  assert.ok(later.outcome.kind === 'confirm')
  const now = await observation(ref)
  await world.client.update({ ...now, status: 'corrected' }, now.meta?.versionId ?? '')
  const stale = await command.carryOut?.(world.context, later.outcome.draft, '$d')
  assert.ok(stale)
  assert.equal(
    carriedWords(stale),
    'NIET vastgelegd: het dossier is intussen gewijzigd. Vraag de gegevens opnieuw op en typ de opdracht opnieuw.',
  )
  assert.equal((await observation(ref)).valueQuantity?.value, 7.2)
})

test('what changed since the list was asked for is said in the preview', async () => {
  const [ref] = await world.wrote('!gewicht 70')
  world.listed(keysOf(ref === undefined ? [] : [ref]))
  const list = await world.context.lastList()
  assert.ok(list)
  const old = { ...list, at: new Date(list.at.getTime() - 60_000) }
  world.context = { ...world.context, lastList: async () => old }
  assert.match(
    await world.said('!corrigeer 1'),
    /\n⚠ Let op: dit is gewijzigd nadat u de lijst opvroeg\. Hierboven staat wat er nu staat\.\n/u,
  )
})

/** A correction that was confirmed, and how it is taken back. */
const corrected = async (line: string, promptId: string) => {
  const carried = await world.confirm(line, promptId)
  assert.ok(carried.kind === 'done')
  const refs = carried.refs.map((each) => {
    const former = carried.before?.[each.ref]
    return former === undefined ? each : { ...each, before: former }
  })
  const { command } = await world.type(line)
  return async () => {
    const undone = await command.undo?.(world.context, refs, promptId)
    assert.ok(undone)
    return undone
  }
}

const withoutMeta = (resource: Observation) => {
  const { meta: _, ...rest } = resource
  return rest
}

test('a correction is taken back: the former value stands there again, all of it', async () => {
  const [ref] = await world.wrote('!temp 38,6 oor')
  world.listed(keysOf(ref === undefined ? [] : [ref]))
  const was = await observation(ref)
  const undo = await corrected('!corrigeer 1 37,6', '$undo-value')
  assert.equal((await observation(ref)).status, 'amended')
  assert.equal(
    carriedWords(await undo()),
    'Correctie teruggedraaid 12-01-2026 09:31. Er staat weer: Temperatuur: 38,6 °C.\nCliënt: J.V. (v), geboren in 1941\nKenmerk: Observation/…',
  )
  const now = await observation(ref)
  assert.deepEqual(withoutMeta(now), withoutMeta(was))
  assert.equal((await undo()).kind, 'done')
  assert.equal((await observation(ref)).meta?.versionId, now.meta?.versionId)
})

test('what was marked as an error counts again, with its members', async () => {
  const pulse = await world.wrote('!pols 88')
  world.listed(keysOf(pulse))
  const was = await Promise.all(pulse.map(observation))
  const undo = await corrected('!corrigeer 1', '$undo-error')
  assert.equal(
    carriedWords(await undo()),
    'Correctie teruggedraaid 12-01-2026 09:31. Er staat weer: Pols: 88 per min.\nCliënt: J.V. (v), geboren in 1941\nKenmerk: Observation/…, Observation/…',
  )
  const now = await Promise.all(pulse.map(observation))
  assert.deepEqual(now.map(withoutMeta), was.map(withoutMeta))
})

test('a correction that was changed since is not taken back', async () => {
  const [ref] = await world.wrote('!glucose 6,2')
  world.listed(keysOf(ref === undefined ? [] : [ref]))
  const undo = await corrected('!corrigeer 1 7,2', '$undo-stale')
  const now = await observation(ref)
  await world.client.update({ ...now, status: 'corrected' }, now.meta?.versionId ?? '')
  const undone = await undo()
  assert.equal(
    carriedWords(undone),
    'NIET teruggedraaid: dit is na uw bevestiging in het dossier gewijzigd. Zet het zo nodig zelf recht in het dossier.',
  )
  assert.ok(undone.kind === 'failed' && undone.final === true)
  assert.equal((await observation(ref)).valueQuantity?.value, 7.2)
})

const author = `Alleen wie dit heeft vastgelegd kan het corrigeren. Het dossier noemt u niet als enige uitvoerder. ${nothing}`
const gone = 'Deze regel staat niet meer in het dossier. Vraag de lijst opnieuw op.'
const lines = [
  ['Observation/by-another'],
  ['Observation/by-nobody'],
  ['Observation/together'],
  ['Observation/other-client'],
  ['Observation/not-there'],
  ['Observation/1 @Apotheek'],
  ['Flag/1'],
]

const refused: Readonly<Record<string, string>> = {
  '!corrigeer': `Noem het nummer van de regel in uw laatste lijst. Zonder nieuwe waarde, of met het woord fout, wordt de regel als foutief gemarkeerd. ${nothing}`,
  '!corrigeer drie': `“drie” is geen nummer van een regel. ${nothing} Typ bijvoorbeeld !corrigeer 2, of !corrigeer 2 72,4.`,
  '!corrigeer -1': `“-1” is geen nummer van een regel. ${nothing} Typ bijvoorbeeld !corrigeer 2, of !corrigeer 2 72,4.`,
  '!corrigeer 1.000': `“1.000” is geen nummer van een regel. ${nothing} Typ bijvoorbeeld !corrigeer 2, of !corrigeer 2 72,4.`,
  '!corrigeer 0': 'Uw laatste lijst heeft de nummers 1 tot en met 7.',
  '!corrigeer 99': 'Uw laatste lijst heeft de nummers 1 tot en met 7.',
  '!corrigeer 1': author,
  '!corrigeer 2': author,
  '!corrigeer 3': author,
  '!corrigeer 4': gone,
  '!corrigeer 5': gone,
  '!corrigeer 6': `Deze regel komt uit een andere bron (Apotheek). Alleen daar kan hij worden gecorrigeerd. ${nothing}`,
  '!corrigeer 7': `Alleen metingen en rapportages kunnen hier worden gecorrigeerd. ${nothing}`,
  '!corrigeer 1 bsn 111222333':
    'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  [`!corrigeer 1 ${'x'.repeat(5000)}`]:
    'Niet uitgevoerd: de tekst is te lang (5000 tekens, ten hoogste 2000). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
}

for (const [line, sentence] of Object.entries(refused)) {
  test(`${line.slice(0, 40)} is refused, and nothing is changed`, async () => {
    world.listed(...lines)
    assert.equal((await world.type(line)).outcome.kind, 'misused')
    assert.equal(await world.said(line), sentence)
  })
}

test('a new value must be one that can be, in the same unit, and only a value', async () => {
  const [weight] = await world.wrote('!gewicht 72,4')
  const [pressure] = await world.wrote('!rr 120/80')
  world.listed([weight?.ref ?? ''], [pressure?.ref ?? ''])
  const bad: Readonly<Record<string, string>> = {
    '!corrigeer 1 2400 g': `Deze meting staat in het dossier in kg. ${nothing} Noem de nieuwe waarde met die eenheid erbij.`,
    '!corrigeer 1 70 om 07:30': `Noem alleen de nieuwe waarde. Tijd en manier van meten worden hier niet gewijzigd: markeer de meting als foutief en leg haar opnieuw vast. ${nothing}`,
    '!corrigeer 1 700':
      'Gewicht: 700 kg kan niet: een waarde ligt tussen 0,3 en 400. Er is niets vastgelegd. Controleer de komma en de soort meting.',
    '!corrigeer 1 1.000':
      '“1.000” kan op twee manieren worden gelezen: met een komma of met een scheiding van duizendtallen. Er is niets vastgelegd. Typ het getal zonder punt, of met één of twee cijfers achter de komma.',
    '!corrigeer 2 80/120':
      'Bloeddruk 80/120 mmHg kan niet: de bovendruk is niet hoger dan de onderdruk. Er is niets vastgelegd. Typ eerst de bovendruk.',
  }
  const orError =
    'Is de meting zelf fout? Typ !corrigeer met alleen het nummer om haar als foutief te markeren.'
  for (const [line, sentence] of Object.entries(bad))
    assert.equal(await world.said(line), `${sentence}\n${orError}`)
  assert.equal(
    await world.said('!corrigeer 1 72,4'),
    `De nieuwe waarde is gelijk aan wat er staat. ${nothing}`,
  )
})

test('a word that says that the line is wrong marks it as in error, and replaces no report', async () => {
  const [report] = await world.wrote('!rapporteer goed geslapen')
  const [height] = await world.wrote('!lengte 171')
  world.listed([report?.ref ?? ''], [height?.ref ?? ''])
  const becomes = '• Wordt: FOUTIEF – telt niet meer mee, blijft wel in het dossier staan'
  for (const word of ['fout', 'Foutief.', 'is fout', 'error', 'entered-in-error', 'FOUT!']) {
    assert.equal(
      await world.said(`!corrigeer 1 ${word}`),
      framed(
        'correctie',
        '• Nu: rapportage “goed geslapen”',
        '• Geschreven: 12-01-2026 09:31',
        becomes,
      ),
    )
    assert.equal(
      await world.said(`!corrigeer 2 ${word}`),
      framed('correctie', '• Nu: Lengte: 171 cm', '• Gemeten: 12-01-2026 09:31', becomes),
    )
  }
  await world.confirm('!corrigeer 1 fout', '$wrong-report')
  const stored = await observation(report)
  assert.deepEqual([stored.status, stored.valueString], ['entered-in-error', 'goed geslapen'])
})

test('a report that only begins with such a word is a new text', async () => {
  const [report] = await world.wrote('!rapporteer medicatie gegeven')
  world.listed([report?.ref ?? ''])
  await world.confirm('!corrigeer 1 fout gelopen, arts gebeld', '$begins')
  assert.equal((await observation(report)).valueString, 'fout gelopen, arts gebeld')
})

test('without a list, or with one of too long ago, nothing is named by a number', async () => {
  world.context = { ...world.context, lastList: async () => undefined }
  assert.equal(
    await world.said('!corrigeer 1'),
    'U heeft hier nog geen lijst opgevraagd, of te lang geleden. Vraag de lijst eerst op, en noem dan het nummer dat ervoor staat.',
  )
})

test('a record that does not answer is told, and nothing is changed', async () => {
  world.listed(...lines)
  const { context } = world
  world.context = {
    ...context,
    record: {
      ...context.record,
      look: async () => {
        throw new FhirError('timeout')
      },
    },
  }
  assert.equal(
    await world.said('!corrigeer 1'),
    'Niet uitgevoerd: het dossier kon niet worden geraadpleegd (geen antwoord (time-out)). Er is niets vastgelegd. Probeer het later opnieuw.',
  )
  world.context = context
})
