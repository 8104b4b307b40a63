import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allergy, status } from './records.ts'
import { replyOver } from './wire.ts'

const title = 'Allergieën en intoleranties – peildatum 12-01-2026 09:31 – bronnen: Dossier'
const client = 'Cliënt: J.V. (v), geboren in 1941'
const footer = 'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.'

const high = allergy('1', 'Penicilline', { criticality: 'high' })

test('an allergy that its server gives no id is said to be missing, not to be none', async () => {
  const { id: _id, ...nameless } = high
  assert.equal(
    await replyOver([nameless], 'allergie'),
    [
      `${title} ⚠\u00A0(deels)`,
      client,
      'ONVOLLEDIG',
      'Dossier – Allergieën: niet alles ontvangen',
      '',
      'Geen gegevens gevonden in wat er van Dossier is ontvangen (peildatum 12-01-2026 09:31). Dat betekent niet dat er niets is.',
      '',
      footer,
    ].join('\n'),
  )
})

const at = (versionId: string, lastUpdated: string) => ({ versionId, lastUpdated })

test('an older version of an allergy never hides the later one', async () => {
  const newer = { ...high, meta: at('2', '2026-01-10T00:00:00Z') }
  const older = {
    ...high,
    meta: at('1', '2026-01-01T00:00:00Z'),
    clinicalStatus: status('resolved'),
  }
  const expected = [
    `${title} ✓`,
    client,
    '',
    'Allergie of intolerantie (1)',
    '',
    '• Penicilline – hoog risico – reactie niet vermeld – actief, bevestigd – vastgelegd 01-05-2024, Huisarts, Pulver & Partners',
    '',
    footer,
  ].join('\n')
  assert.equal(await replyOver([newer, older], 'allergie'), expected)
  assert.equal(await replyOver([older, newer], 'allergie'), expected)
})
