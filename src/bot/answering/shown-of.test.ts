import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPolicy } from '../../../test/fakes/policy.ts'
import { professional } from '../../../test/fakes/team.ts'
import { postingOf } from '../../fhir/server/source.ts'
import { createShownOf } from './shown-of.ts'

const sources = [
  { label: 'Dossier', own: true, posting: 'persist' },
  { label: 'Huisarts', own: false, posting: 'ephemeral' },
  { label: 'Apotheek', own: false, posting: 'dm' },
] as const

const shownOf = createShownOf({
  policy: openPolicy(),
  postingOf: (refs) => postingOf(sources, refs),
  sourceName: 'Dossier',
})

const member = professional('@nurse:zorg.example')

const shown = (...of: readonly (string | undefined)[]) => {
  const refs = of.map((source) => ({ ref: 'Flag/1', ...(source === undefined ? {} : { source }) }))
  const resting = { command: { name: 'lees', access: 'read' } as const, member, refs }
  const { privately, vanishes } = shownOf.answer(resting, { privately: undefined, mark: undefined })
  return [privately, vanishes]
}

test('what may not stay does not stay in a direct message either, to which another source sends it', () => {
  assert.deepEqual(shown(undefined, 'Huisarts', 'Apotheek'), ['source', true])
  assert.deepEqual(shown('Apotheek', undefined), ['source', false])
  assert.deepEqual(shown('Huisarts'), [undefined, true])
  assert.deepEqual(shown(undefined), [undefined, false])
})
