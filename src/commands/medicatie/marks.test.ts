import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resource } from '@medplum/fhirtypes'
import { clinicalContext, now, patient, shown, typed } from '../../../test/clinical-case.ts'
import { administration, agreement, mp9 } from '../../../test/medication-records.ts'
import { toHtml } from '../../reply/html.ts'
import { medicatie } from './medicatie.ts'

const WHO = 'Huisarts, Pulver &amp; Partners'

const itemOf = async (language: 'nl' | 'en', ...records: readonly Resource[]) => {
  const context = clinicalContext({ records }, patient, now, language)
  const { document } = shown(await medicatie.run(context, typed()))
  return /<li>(.*?)<\/li>/u.exec(toHtml(document))?.[1]
}

const from = (start: string, end?: string) => ({ extension: mp9('A', start, end) })

const agreed = agreement('1', 'Metoprolol', '1x', from('2025-04-03'))
const dispensed = administration('2', 'Metoprolol', '2x', from('2025-04-03', '2026-12-31'))

test('a pharmacy that differs in dose and period is one strong mark right after the name', async () => {
  assert.equal(
    await itemOf('nl', agreed, dispensed),
    `<strong>Metoprolol</strong> – <strong>⚠\u00A0voorschrift en apotheek wijken af in dosering en periode</strong> – 1x – sinds 03-04-2025 – voorschrift 03-04-2025, ${WHO} – apotheek: 2x, vanaf 03-04-2025 tot en met 31-12-2026, vastgelegd op 03-04-2025, Apotheek De Gaper`,
  )
})

test('a difference with the pharmacy is as strong in English', async () => {
  const item = await itemOf('en', agreed, dispensed)
  assert.match(
    item ?? '',
    /^<strong>Metoprolol<\/strong> – <strong>⚠\u00A0prescription and pharmacy differ in dose and period<\/strong> – 1x – .* – pharmacy: 2x, .*, recorded on 03-04-2025, Apotheek De Gaper$/u,
  )
})

test('a mark that changes what is to be done is strong and stands before the dose', async () => {
  const stops = agreement('1', 'Metoprolol', '1x', {
    extension: mp9('A', '2025-04-03', undefined),
    modifierExtension: [{ url: 'https://voorbeeld.example/onbekend', valueBoolean: true }],
  })
  assert.match(
    (await itemOf('nl', stops)) ?? '',
    /^<strong>Metoprolol<\/strong> – <strong>⚠\u00A0bevat onbekende wijzigende informatie – open het dossier<\/strong> – 1x – /u,
  )
})

test('a warning label is strong, what the source says under it is not', async () => {
  const later = agreement('2', 'Metoprolol', '2x', from('2026-02-01'))
  assert.match(
    (await itemOf('nl', agreed, later)) ?? '',
    / – <strong>⚠\u00A0wijziging afgesproken:<\/strong> 2x, vanaf 01-02-2026/u,
  )
})

test('the word before the name that says how it stands is strong', async () => {
  const unclear = agreement('1', 'Metoprolol', '1x', {
    extension: mp9('A', undefined, undefined),
    status: 'unknown',
  })
  assert.match(
    (await itemOf('nl', unclear)) ?? '',
    /^<strong>ONZEKER:<\/strong> <strong>Metoprolol<\/strong> – <strong>⚠\u00A0status onbekend/u,
  )
  const future = agreement('1', 'Metoprolol', '1x', from('2026-11-27'))
  assert.match(
    (await itemOf('nl', future)) ?? '',
    /^<strong>NOG NIET GESTART:<\/strong> <strong>Metoprolol<\/strong> – 1x – vanaf 27-11-2026 – voorschrift/u,
  )
})
