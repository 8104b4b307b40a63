import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nl } from '../../i18n/nl.ts'
import { cleanDefaults } from '../../reply/clean.ts'
import { toText } from '../../reply/text.ts'
import { noticeDocument, noticeOf } from './notify.ts'

const words = (counts: Readonly<Record<string, number>>): string => {
  const notice = noticeOf({ kind: 'notice', patient: 'Patient/p1', counts })
  return notice === undefined ? '' : toText(noticeDocument(notice, nl), cleanDefaults)
}

test('a notice counts what changed and says what to type', () => {
  assert.equal(
    words({ medicatie: 2, meting: 1 }),
    'Nieuw in het dossier: medicatie (2), meting (1). Typ !medicatie of !metingen.',
  )
})

test('what is most pressing comes first', () => {
  assert.equal(
    words({ taak: 1, meting: 3, waarschuwing: 1, allergie: 1 }),
    'Nieuw in het dossier: waarschuwing (1), allergie (1), meting (3), taak (1). Typ !waarschuwingen of !allergie of !metingen of !taken.',
  )
})

test('where there is nothing to type the notice ends after the counts', () => {
  assert.equal(words({ overig: 2 }), 'Nieuw in het dossier: overig (2).')
})

test('other work is no notice', () => {
  for (const body of [
    undefined,
    {},
    { kind: 'expiry', prompt: '$1' },
    { kind: 'notice', patient: 'Patient/1', counts: { meting: 0 } },
    { kind: 'notice', patient: 'Patient/1', counts: { iets: 1 } },
  ])
    assert.equal(noticeOf(body), undefined)
})
