import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asJson, asList, type Json } from '../../scripts/client/event.ts'
import { createSqliteStore } from '../../src/store/sqlite.ts'
import { enterFirstClient } from './care-rooms.ts'
import { type Mischief, type Proxy, startProxy } from './proxy.ts'
import { startWorld, type World } from './world.ts'

const token = 'a-token-for-the-record-4711'

let world: World
let fhir: Proxy
let first: Awaited<ReturnType<typeof enterFirstClient>>

before(async () => {
  world = await startWorld({ start: false })
  fhir = await startProxy(world.fhir.baseUrl)
  await world.bot.start({
    ZORGBOT_FHIR_URL: `${fhir.baseUrl}/fhir`,
    ZORGBOT_FHIR_TIMEOUT_SECONDS: '1',
    ZORGBOT_FHIR_TOKEN: token,
    // The record is not followed meanwhile, so that only commands meet the mischief.
    ZORGBOT_FHIR_POLL_SECONDS: '3600',
  })
  await world.bot.untilReady()
  first = await enterFirstClient(world)
})

after(async () => {
  await world.close()
  await fhir.down()
})

const ask = (line: string) => world.ask(first.nurse, first.roomId, line, 30_000)

const isAbout = (type: string, path: string) => path.startsWith(`/fhir/${type}`)

const outcome = JSON.stringify({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'invalid', diagnostics: `http://intern/${token}` }],
})

const html = '<html><body>Sign in at http://intern/</body></html>'

const mischiefs: readonly (readonly [string, Mischief, RegExp])[] = [
  ['401', { status: 401, body: outcome }, /aanmelden bij de bron is niet gelukt/u],
  ['403', { status: 403, body: outcome }, /geen toegang/u],
  ['404', { status: 404, body: outcome }, /niet gevonden/u],
  ['410', { status: 410, body: outcome }, /verwijderd bij de bron/u],
  ['422 with an OperationOutcome', { status: 422, body: outcome }, /vraag geweigerd/u],
  ['429', { status: 429, body: outcome }, /bron te druk/u],
  ['500', { status: 500, body: outcome }, /tijdelijk niet beschikbaar/u],
  ['HTML with 200', { status: 200, body: html, type: 'text/html' }, /onleesbaar antwoord/u],
  ['no answer at all', 'silence', /geen antwoord/u],
  ['a reset connection', 'reset', /niet bereikbaar/u],
]

for (const [name, mischief, why] of mischiefs)
  test(`prescriptions that give ${name} make the answer incomplete, with the source and without its words`, async () => {
    fhir.meddle({
      instead: (_method, path) => (isAbout('MedicationRequest', path) ? mischief : undefined),
    })
    const answer = await ask('!medicatie')
    fhir.meddle()
    assert.match(answer, /ONVOLLEDIG/u)
    assert.match(answer, /Dossier Thuiszorg/u)
    assert.match(answer, why)
    assert.doesNotMatch(answer, /http|intern|4711|127\.0\.0\.1/u)
  })

/** The text of a Bundle after each of its resources was changed. */
const changed = (text: string, change: (resource: Json, index: number) => Json): string => {
  const bundle = asJson(JSON.parse(text))
  const entry = asList(bundle['entry']).map((value, index) => {
    const one = asJson(value)
    return { ...one, resource: change(asJson(one['resource']), index) }
  })
  return JSON.stringify({ ...bundle, entry })
}

test('an allergy of another patient that the source slips in is left out, said and audited', async () => {
  assert.match(await ask('!allergie'), /Penicilline/u)
  const slipped: string[] = []
  fhir.meddle({
    rewrite: (path, text) =>
      isAbout('AllergyIntolerance', path)
        ? changed(text, (resource) => {
            if (!JSON.stringify(resource).includes('Penicilline')) return resource
            slipped.push(`AllergyIntolerance/${String(resource['id'])}`)
            return { ...resource, patient: { reference: 'Patient/demo-client-2' } }
          })
        : text,
  })
  const answer = await ask('!allergie')
  fhir.meddle()
  assert.ok(slipped.length > 0, 'nothing was slipped in')
  assert.doesNotMatch(answer, /penicilline/iu)
  assert.match(answer, /weggelaten omdat .* niet bij deze patiënt/u)
  const store = await createSqliteStore({
    file: world.settings['ZORGBOT_DATABASE'] ?? '',
    beside: true,
  })
  const lines = await store.auditTrail({ patient: 'Patient/demo-client-1' })
  await store.close()
  const dropped = lines.filter(({ action }) => action === 'drop')
  assert.deepEqual([...new Set(dropped.map(({ what }) => what))], [...new Set(slipped)])
})

test('a next page at another address is not followed', async () => {
  const foreign: string[] = []
  const elsewhere = await startProxy('http://127.0.0.1:9')
  elsewhere.meddle({
    instead: (method, path) => {
      foreign.push(`${method} ${path}`)
      return { status: 200, body: '{}' }
    },
  })
  fhir.meddle({
    rewrite: (path, text) =>
      isAbout('AllergyIntolerance', path)
        ? JSON.stringify({
            ...asJson(JSON.parse(text)),
            link: [
              { relation: 'next', url: `${elsewhere.baseUrl}/fhir/AllergyIntolerance?page=2` },
            ],
          })
        : text,
  })
  const answer = await ask('!allergie')
  fhir.meddle()
  await elsewhere.down()
  assert.match(answer, /ONVOLLEDIG/u)
  assert.doesNotMatch(answer, /127\.0\.0\.1/u)
  assert.deepEqual(foreign, [])
})

test('hostile words in the record are shown as words', async () => {
  const hostile = `<script>alert(1)</script> @room \u202Eegassem \u0007 ${'x'.repeat(4000)}`
  fhir.meddle({
    rewrite: (path, text) =>
      isAbout('AllergyIntolerance', path)
        ? changed(text, (resource, index) =>
            index === 0 ? { ...resource, code: { text: hostile } } : resource,
          )
        : text,
  })
  // Every answer is held against the reply invariant: escaped, stripped, html and text the same words.
  const answer = await ask('!allergie alles')
  fhir.meddle()
  assert.match(answer, /<script>/u)
  assert.match(answer, /ingekort|niet getoond/u)
})

test('no token of the record was logged', () => {
  assert.ok(world.bot.lines.length > 0)
  assert.deepEqual(
    world.bot.lines.filter((line) => line.includes(token)),
    [],
  )
})
