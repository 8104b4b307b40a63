import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { Patient } from '@medplum/fhirtypes'
import { EXAMPLE_FOLDERS, exampleResources } from './examples.ts'
import { type SandboxOptions, startSandbox } from './server.ts'

const one: Patient = { resourceType: 'Patient', id: 'one', name: [{ family: 'Een' }] }

type Body = {
  readonly resourceType?: string
  readonly active?: boolean
  readonly publisher?: string
  readonly meta?: { readonly versionId?: string }
  readonly total?: number
  readonly link?: readonly { readonly relation: string; readonly url: string }[]
}

const ask = async (url: string, body?: object, headers: Record<string, string> = {}) => {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
  const response = await fetch(url, { ...init, headers })
  const json: Body = JSON.parse((await response.text()) || '{}')
  return { status: response.status, body: json }
}

const withSandbox = async (
  options: SandboxOptions,
  work: (baseUrl: string, sandbox: Awaited<ReturnType<typeof startSandbox>>) => Promise<void>,
): Promise<void> => {
  const sandbox = await startSandbox(options)
  try {
    await work(sandbox.baseUrl, sandbox)
  } finally {
    await sandbox.stop()
  }
}

test('what is kept in a file is there after a restart, and the seed does not overwrite it', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fhir-sandbox-'))
  const file = path.join(folder, 'record.db')
  try {
    await withSandbox({ file, seed: [one] }, async (_base, sandbox) => {
      sandbox.put({ ...one, active: true })
    })
    await withSandbox({ file, seed: [one] }, async (base) => {
      const { body } = await ask(`${base}/Patient/one`)
      assert.equal(body.active, true)
      assert.equal(body.meta?.versionId, '2')
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('records can be loaded, changed and removed beside HTTP', async () => {
  await withSandbox({}, async (base, sandbox) => {
    sandbox.load([one, { ...one, id: 'two' }])
    assert.equal((await ask(`${base}/Patient?family=een`)).body.total, 2)
    assert.equal(sandbox.remove('Patient', 'two'), true)
    assert.equal((await ask(`${base}/Patient?family=een`)).body.total, 1)
    assert.equal((await ask(`${base}/Patient/two`)).status, 410)
  })
})

test('loading stores nothing when one record has no id', async () => {
  await withSandbox({}, async (base, sandbox) => {
    assert.throws(() => sandbox.load([one, { resourceType: 'Patient' }]), TypeError)
    assert.equal((await ask(`${base}/Patient/one`)).status, 404)
  })
})

test('requests are counted, and logged without the values that were searched for', async () => {
  const lines: string[] = []
  await withSandbox({ log: (line) => lines.push(line) }, async (base, sandbox) => {
    await ask(`${base}/Patient?identifier=secret`)
    await ask(`${base}/Patient`, { resourceType: 'Patient' })
    assert.deepEqual({ ...sandbox.requests }, { total: 2, read: 0, search: 1, write: 1, bundle: 0 })
  })
  assert.equal(lines.length, 2)
  assert.match(lines[0] ?? '', /^GET Patient 200 \d+ ms$/)
})

test('the capability statement carries the name of the organization', async () => {
  await withSandbox({ organizationName: 'Apotheek De Vijzel' }, async (base) => {
    const { body } = await ask(`${base}/metadata`)
    assert.equal(body.publisher, 'Apotheek De Vijzel')
  })
})

test('links carry the address the client used', async () => {
  await withSandbox({ seed: [one, { ...one, id: 'two' }] }, async (base, { port }) => {
    const { body } = await ask(`http://localhost:${port}/fhir/Patient?family=een&_count=1`)
    const next = body.link?.find((l) => l.relation === 'next')?.url ?? ''
    assert.ok(next.startsWith(`http://localhost:${port}/fhir?`))
    assert.equal(next.includes('een'), false)
    assert.equal((await ask(`${base}?_getpages=unknown&_getpagesoffset=1`)).status, 410)
  })
})

test('a reference is also found by its address on this server', async () => {
  const flag = { resourceType: 'Flag', id: 'f', status: 'active', code: { text: 'x' } } as const
  const seed = [one, { ...flag, subject: { reference: 'Patient/one' as const } }]
  await withSandbox({ seed }, async (base) => {
    const mine = encodeURIComponent(`${base}/Patient/one`)
    assert.equal((await ask(`${base}/Flag?subject=${mine}`)).body.total, 1)
    const other = encodeURIComponent('http://elsewhere.test/fhir/Patient/one')
    assert.equal((await ask(`${base}/Flag?subject=${other}`)).body.total, 0)
  })
})

test('what this server cannot search for is refused', async () => {
  await withSandbox({ seed: [one] }, async (base) => {
    const queries = [
      'Patient?family:nonsense=een',
      'Patient?identifier:of-type=a%7Cb%7Cc',
      'Patient?general-practitioner:identifier=a%7Cb',
      'Patient?gender:in=http://x',
      'Patient?_content=een',
      'Patient?_text=een',
      'Patient?_filter=x',
      'Patient?family=',
      'Patient?birthdate=ap2026',
      'Patient?_summary=true',
      'Patient?_total=maybe',
      'Patient?_sort=family&_sort=given',
      'Patient?_format=xml',
      'Patient?_count=many',
      'Patient?_include=*:nonsense',
      'Patient?_include=Patient:family',
      '?_type=Patient',
    ]
    for (const query of queries) {
      const { status, body } = await ask(`${base}/${query}`)
      assert.equal(status, 400, query)
      assert.equal(body.resourceType, 'OperationOutcome')
    }
    assert.equal((await ask(`${base}/Patient/one/Observation`)).status, 405)
    assert.equal((await ask(`${base}/Patient/one/$everything`)).status, 405)
  })
})

test('a missing required element and a wrong status are refused', async () => {
  await withSandbox({ seed: [one] }, async (base) => {
    const subject = { reference: 'Patient/one' }
    const without = { resourceType: 'Flag', status: 'active', subject }
    assert.equal((await ask(`${base}/Flag`, without)).status, 422)
    const wrong = { ...without, status: 'busy', code: { text: 'x' } }
    assert.equal((await ask(`${base}/Flag`, wrong)).status, 422)
    assert.equal((await ask(`${base}/Flag`, { ...wrong, status: 'active' })).status, 201)
  })
})

test('everything outside the FHIR address is 404', async () => {
  await withSandbox({}, async (_base, { port }) => {
    assert.equal((await ask(`http://127.0.0.1:${port}/`)).status, 404)
    assert.equal((await ask(`http://127.0.0.1:${port}/fhirx/Patient`)).status, 404)
  })
})

test('the example records are complete without the three that were never whole', () => {
  assert.equal(exampleResources().length, 573)
  const network = exampleResources(['network'])
  assert.equal(network.length, 67)
  assert.equal(EXAMPLE_FOLDERS.flatMap((f) => exampleResources([f])).length, 573)
})
