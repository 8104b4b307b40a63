import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { clinicalContext, shown, typed } from '../../../test/clinical-case.ts'
import { administration, agreement, mp9, stopType } from '../../../test/medication-records.ts'
import { medicatie } from './medicatie.ts'

const ask = async (records: readonly Resource[]) =>
  shown(await medicatie.run(clinicalContext({ records }), typed()))

const FROM = '2025-04-03T00:00:00+02:00'

test('status unknown without a period is uncertain: neither current nor stopped', async () => {
  const { text } = await ask([
    agreement('1', 'Metoprolol', '1x', { extension: mp9('A', undefined, undefined) }),
  ])
  assert.match(
    text,
    /onzeker of tegenstrijdig \(1\)\n\n• ONZEKER: Metoprolol – ⚠\u00A0status onbekend en geen gebruiksperiode vermeld – 1x – voorschrift /u,
  )
  assert.doesNotMatch(text, /Actueel|GESTOPT/u)
})

test('a period that ends before it starts is uncertain', async () => {
  const { text } = await ask([
    agreement('1', 'Metoprolol', '1x', { extension: mp9('A', '2024-11-11', '2024-10-29') }),
  ])
  assert.match(
    text,
    /• ONZEKER: Metoprolol[^\n]*⚠\u00A0het einde van de gebruiksperiode ligt vóór het begin/u,
  )
})

test('a prescription that runs while the pharmacy stopped is uncertain, whichever way round', async () => {
  const stop = (id: string, make: typeof agreement | typeof administration) =>
    make(id, 'Oxazepam', '1x', {
      extension: mp9('A', FROM, '2026-01-05T23:59:59+01:00', '2026-01-05T10:00:00+01:00'),
      modifierExtension: stopType('410546004'),
    })
  const running = { extension: mp9('A', FROM, undefined) }
  const pharmacy = await ask([
    agreement('1', 'Oxazepam', '1x', running),
    administration('2', 'Oxazepam', '1x', running),
    stop('3', administration),
  ])
  assert.match(
    pharmacy.text,
    /• ONZEKER: Oxazepam[^\n]*⚠\u00A0voorschrift loopt, apotheek is gestopt/u,
  )
  const prescriber = await ask([
    agreement('1', 'Oxazepam', '1x', running),
    administration('2', 'Oxazepam', '1x', running),
    stop('3', agreement),
  ])
  assert.match(
    prescriber.text,
    /• ONZEKER: Oxazepam[^\n]*⚠\u00A0voorschrift is gestopt of onderbroken, apotheek loopt door/u,
  )
})

test('a pharmacy that differs in dose is marked, with its own words', async () => {
  const { text } = await ask([
    agreement('1', 'Metoprolol', '1x per dag 1 tablet', { extension: mp9('A', FROM, undefined) }),
    administration('2', 'Metoprolol', '2x per dag 1 tablet', {
      extension: mp9('A', FROM, undefined),
    }),
  ])
  assert.match(
    text,
    /• Metoprolol – ⚠\u00A0voorschrift en apotheek wijken af in dosering – 1x per dag 1 tablet[^\n]* – apotheek: 2x per dag 1 tablet/u,
  )
})

test('two agreements that are equally new and differ are uncertain, and both are shown', async () => {
  const { text } = await ask([
    agreement('1', 'Metoprolol', '1x', { extension: mp9('A', FROM, undefined) }),
    agreement('2', 'Metoprolol', '2x', { extension: mp9('A', FROM, undefined) }),
  ])
  assert.match(
    text,
    /• ONZEKER: Metoprolol – ⚠\u00A0meer dan één afspraak, even nieuw – 1x[^\n]* – ⚠\u00A0ook in de bron: 2x/u,
  )
})

test('an unknown modifier extension marks the line', async () => {
  const { text } = await ask([
    agreement('1', 'Metoprolol', '1x', {
      extension: mp9('A', FROM, undefined),
      dosageInstruction: [
        { text: '1x', modifierExtension: [{ url: 'urn:unknown', valueBoolean: true }] },
      ],
    }),
  ])
  assert.match(
    text,
    /Metoprolol[^\n]*⚠\u00A0bevat onbekende wijzigende informatie – open het dossier/u,
  )
})
