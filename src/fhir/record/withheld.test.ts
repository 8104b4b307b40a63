import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FhirClient } from '../fhir.ts'
import { ownSource, type Source } from '../server/source.ts'
import { createRecordReaders } from './record.ts'

const signal = AbortSignal.timeout(10_000)

const client: Pick<FhirClient, 'search' | 'read' | 'supports'> = {
  supports: () => true,
  read: () => Promise.reject(new Error('is not to be read')),
  search: async () => ({ matches: [], included: new Map(), complete: true }),
}

test('a source somebody may not know of is not asked, and the answer says that it was left out', async () => {
  const asked: string[] = []
  const pharmacy: Source = {
    label: 'Apotheek',
    own: false,
    client,
    patientOf: async () => {
      asked.push('Apotheek')
      return 'Patient/2'
    },
  }
  const readers = createRecordReaders([ownSource('Dossier', client), pharmacy])
  const reader = readers.for('@a:z', ({ own }) => own)
  const { sources } = await reader.ask('Patient/1', [{ type: 'Flag' }], signal)
  assert.deepEqual(
    sources.map(({ label, failed }) => [label, failed]),
    [
      ['Dossier', []],
      ['Apotheek', [{ part: '', code: 'withheld' }]],
    ],
  )
  assert.equal(await reader.look('Patient/1', 'Flag/1 @Apotheek', signal), undefined)
  assert.deepEqual(asked, [])
})

test('a source that allows nothing in a room is not asked for what stands there, and the answer says why', async () => {
  const practice: Source = {
    label: 'Huisarts',
    own: false,
    client,
    patientOf: () => Promise.reject(new Error('is not to be asked')),
  }
  const readers = createRecordReaders([ownSource('Dossier', client), practice])
  const reader = readers.for('@a:z', ({ own }) => (own ? true : 'direct-only'))
  const { sources } = await reader.ask('Patient/1', [{ type: 'Flag' }], signal)
  assert.deepEqual(
    sources.map(({ label, failed }) => [label, failed]),
    [
      ['Dossier', []],
      ['Huisarts', [{ part: '', code: 'direct-only' }]],
    ],
  )
  assert.equal(await reader.look('Patient/1', 'Flag/1 @Huisarts', signal), undefined)
})
