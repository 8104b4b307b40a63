import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Consent } from '@medplum/fhirtypes'
import {
  admission,
  ask,
  directive,
  NICTIZ,
  otherwise,
  reanimation,
  reply,
  tail,
  will,
} from '../../../test/directive-records.ts'

test('a text of its own beats permit and deny, and is printed verbatim', async () => {
  for (const type of ['permit', 'deny'] as const) {
    const said = type === 'permit' ? 'wel uitvoeren' : 'niet uitvoeren'
    const { text } = await ask([
      directive(
        'r',
        { type, code: [reanimation] },
        { modifierExtension: otherwise('eerst overleg met echtgenote') },
      ),
    ])
    assert.equal(
      text,
      reply(
        'Vastgelegd (1)',
        '',
        `• Reanimatie: ANDERS – lees toelichting – toelichting: “eerst overleg met echtgenote” – de bron noemt daarbij: ${said} – ${tail}`,
      ),
    )
  }
})

test('a text of its own counts wherever it stands, and even when it is empty', async () => {
  const extension = otherwise('alleen comfort')
  const places: readonly Consent[] = [
    directive('1', { code: [reanimation], type: 'permit' }, { extension }),
    directive('2', { code: [reanimation], type: 'permit', modifierExtension: extension }),
    directive('3', { code: [reanimation], type: 'permit', extension }),
  ]
  for (const record of places) {
    const { text } = await ask([record])
    assert.match(
      text,
      /^• Reanimatie: ANDERS – lees toelichting – toelichting: “alleen comfort” – /mu,
    )
    assert.doesNotMatch(text, /WEL|NIET/u)
  }
  const { text } = await ask([
    directive('4', { code: [reanimation], type: 'deny' }, { modifierExtension: otherwise() }),
  ])
  assert.match(
    text,
    /^• Reanimatie: ANDERS – lees toelichting – geen toelichting in de bron – open het dossier – de bron noemt daarbij: niet uitvoeren – /mu,
  )
})

test('without a type it is never WEL: the text or the comment must be read', async () => {
  const comment = [{ url: `${NICTIZ}ext-Comment`, valueString: 'Alleen na overleg' }]
  const { text } = await ask([
    directive('r', { code: [reanimation] }),
    directive('z', { code: [admission] }, { extension: comment }),
  ])
  assert.equal(
    text,
    reply(
      'Vastgelegd (2)',
      '',
      `• Reanimatie: ANDERS – lees toelichting – geen toelichting in de bron – open het dossier – ${tail}`,
      `• Ziekenhuisopname: ANDERS – lees toelichting – opmerking: “Alleen na overleg” – ${tail}`,
    ),
  )
})

test('an unknown modifier takes the decision away', async () => {
  const modifierExtension = [{ url: 'urn:not-known', valueBoolean: true }]
  const { text } = await ask([
    directive('r', { type: 'deny', code: [reanimation] }, { modifierExtension }),
    directive('z', { type: 'permit', code: [admission], modifierExtension }),
  ])
  const doubt = '⚠\u00A0bevat onbekende wijzigende informatie – open het dossier'
  assert.equal(
    text,
    reply(
      'Vastgelegd (2)',
      '',
      `• Reanimatie: ANDERS – lees toelichting – ${doubt} – geen toelichting in de bron – open het dossier – de bron noemt daarbij: niet uitvoeren – ${tail}`,
      `• Ziekenhuisopname: ANDERS – lees toelichting – ${doubt} – geen toelichting in de bron – open het dossier – de bron noemt daarbij: wel uitvoeren – ${tail}`,
    ),
  )
})

test('inactive, rejected and ended directives are VERVALLEN with the reason, and what is in error is only counted', async () => {
  const ending = [
    { url: `${NICTIZ}ext-TreatmentDirective2.ReasonForEnding`, valueString: 'hersteld' },
  ]
  const { text } = await ask([
    directive(
      '1',
      { type: 'deny', code: [reanimation], extension: ending },
      { status: 'inactive' },
    ),
    directive('2', { type: 'permit', code: [reanimation] }, { status: 'rejected' }),
    directive('3', { type: 'deny', code: [admission], period: { end: '2026-01-11' } }),
    directive('4', { type: 'deny', code: [reanimation] }, { status: 'entered-in-error' }),
  ])
  assert.equal(
    text,
    reply(
      'Niets geldigs vastgelegd gevonden – dit betekent niet dat alles mag/moet. (Gezocht in Apotheek, peildatum 12-01-2026 09:31.)',
      '',
      'VERVALLEN (3)',
      '',
      `• Reanimatie: VERVALLEN – in de bron niet meer actief – reden: hersteld – luidde: niet – ${tail}`,
      `• Reanimatie: VERVALLEN – in de bron afgewezen – luidde: wel – ${tail}`,
      `• Ziekenhuisopname: VERVALLEN – einddatum voorbij – geëindigd 11-01-2026 – luidde: niet – ${tail}`,
      '',
      'VERVALLEN: 1 als foutief ingevoerd gemarkeerd; de inhoud wordt niet getoond.',
    ),
  )
})

test('a directive that ends today or later holds, and one that begins later does not yet', async () => {
  const { text } = await ask([
    directive('1', { type: 'deny', code: [reanimation], period: { end: '2026-01-12' } }),
    directive('2', { type: 'deny', code: [admission], period: { start: '2026-02-01' } }),
  ])
  assert.equal(
    text,
    reply(
      'Vastgelegd (2)',
      '',
      `• Reanimatie: NIET – geldig tot en met 12-01-2026 – ${tail}`,
      `• Ziekenhuisopname: NIET – ⚠\u00A0nog niet ingegaan – gaat in 01-02-2026 – ${tail}`,
    ),
  )
})

test('an end that cannot be read leaves it standing, with a mark', async () => {
  const { text } = await ask([
    directive('1', { type: 'deny', code: [reanimation], period: { end: 'binnenkort' } }),
  ])
  assert.match(
    text,
    /^• Reanimatie: NIET – ⚠\u00A0geldigheid in de bron onleesbaar – open het dossier – geldig tot en met datum onleesbaar – /mu,
  )
})

test('two that contradict each other are both printed and marked, newest first', async () => {
  const { text } = await ask([
    directive('old', { type: 'permit', code: [reanimation] }, { dateTime: '2019-03-02' }),
    directive('new', { type: 'deny', code: [reanimation] }),
    directive('z', { type: 'deny', code: [admission] }),
  ])
  assert.equal(
    text,
    reply(
      'Vastgelegd (3)',
      '',
      `• ⚠\u00A0TEGENSTRIJDIG – Reanimatie: NIET – ${tail}`,
      `• ⚠\u00A0TEGENSTRIJDIG – Reanimatie: WEL – ${tail.replace('01-10-2025', '02-03-2019')}`,
      `• Ziekenhuisopname: NIET – ${tail}`,
    ),
  )
})

test('a contradiction is seen across words and codes, and between different texts', async () => {
  const words = await ask([
    directive('1', { type: 'permit', code: [{ text: 'Reanimeren' }] }),
    directive('2', { type: 'deny', code: [reanimation] }),
  ])
  assert.equal(words.text.match(/TEGENSTRIJDIG/gu)?.length, 2)
  const texts = await ask([
    directive(
      '1',
      { code: [admission] },
      { modifierExtension: otherwise('alleen als het kort is') },
    ),
    directive('2', { code: [admission] }, { modifierExtension: otherwise('niet meer') }),
  ])
  assert.equal(texts.text.match(/TEGENSTRIJDIG/gu)?.length, 2)
  const same = await ask([
    directive('1', { type: 'deny', code: [reanimation] }),
    directive('2', { type: 'deny', code: [reanimation] }, { dateTime: '2019' }),
  ])
  assert.doesNotMatch(same.text, /TEGENSTRIJDIG/u)
  assert.equal(same.text.match(/^• Reanimatie: NIET/gmu)?.length, 2)
})

test('what has lapsed, or is a draft, contradicts nothing', async () => {
  const { text } = await ask([
    directive('1', { type: 'deny', code: [reanimation] }),
    directive('2', { type: 'permit', code: [reanimation] }, { status: 'inactive' }),
    directive('3', { type: 'permit', code: [reanimation] }, { status: 'draft' }),
  ])
  assert.doesNotMatch(text, /TEGENSTRIJDIG/u)
  assert.match(text, /^• Reanimatie: WEL – ⚠\u00A0concept, nog niet vastgesteld – /mu)
})

test('an unknown status is said, and is neither in force for sure nor lapsed', async () => {
  const record = directive('1', { type: 'deny', code: [reanimation] })
  const { text } = await ask([Object.assign(record, { status: 'strange' })])
  assert.equal(text, reply('Vastgelegd (1)', '', `• Reanimatie: NIET – status onbekend – ${tail}`))
})

test('a do-not-resuscitate will is never called WEL, and contradicts a directive that permits', async () => {
  const card = { coding: [{ code: 'NR', display: 'Niet reanimeren verklaring' }] }
  const { text } = await ask([
    will('w', { type: 'permit', code: [card] }),
    directive('r', { type: 'permit', code: [reanimation] }),
  ])
  assert.equal(
    text,
    reply(
      'Vastgelegd (2)',
      '',
      `• ⚠\u00A0TEGENSTRIJDIG – Reanimatie: WEL – ${tail}`,
      `• ⚠\u00A0TEGENSTRIJDIG – Wilsverklaring: Niet reanimeren verklaring: ANDERS – lees toelichting – geen toelichting in de bron – open het dossier – de bron noemt daarbij: wel uitvoeren – ${tail.replace('laatst besproken 01-10-2025', 'datum van de wilsverklaring: 01-10-2025,')}`,
    ),
  )
  const agreed = await ask([
    will('w', { code: [card] }),
    directive('r', { type: 'deny', code: [reanimation] }),
  ])
  assert.doesNotMatch(agreed.text, /TEGENSTRIJDIG/u)
})

test('words that forbid never stand beside WEL or NIET', async () => {
  for (const type of ['permit', 'deny'] as const) {
    const { text } = await ask([directive('r', { type, code: [{ text: 'Niet reanimeren' }] })])
    assert.match(
      text,
      /^• Reanimatie \(in de bron: Niet reanimeren\): ANDERS – lees toelichting – /mu,
    )
  }
})

test('a composed directive is told part by part, and none of its parts is WEL or NIET', async () => {
  const { text } = await ask([
    directive('c', {
      type: 'permit',
      provision: [
        { type: 'deny', code: [reanimation] },
        { type: 'permit', code: [admission] },
      ],
    }),
  ])
  const rest = `geen toelichting in de bron – open het dossier – de bron noemt daarbij: {} – ⚠\u00A0met uitzonderingen of voorwaarden die hier niet staan – open het dossier – ${tail}`
  assert.equal(
    text,
    reply(
      'Vastgelegd (2)',
      '',
      `• Reanimatie: ANDERS – lees toelichting – ${rest.replace('{}', 'niet uitvoeren')}`,
      `• Ziekenhuisopname: ANDERS – lees toelichting – ${rest.replace('{}', 'wel uitvoeren')}`,
    ),
  )
})
