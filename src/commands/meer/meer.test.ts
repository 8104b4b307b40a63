import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clinicalContext, typed } from '../../../test/clinical-case.ts'
import { toText } from '../../reply/text.ts'
import type { Args, KeptList, Outcome } from '../command.ts'
import { ververs } from '../ververs.ts'
import { meer } from './meer.ts'
import { pageOf } from './page.ts'

const list: KeptList = {
  command: 'metingen',
  args: typed('gewicht'),
  more: typed('gewicht', 'alles'),
  at: new Date('2026-01-12T08:20:00Z'),
  lines: [['Observation/1']],
}

const contextOf = (kept: KeptList | undefined) => ({
  ...clinicalContext({ records: [] }),
  lastList: () => Promise.resolve(kept),
})

const said = (outcome: Outcome) => {
  assert.ok(outcome.kind === 'misused')
  return toText(outcome.document)
}

const again = (outcome: Outcome) => {
  assert.ok(outcome.kind === 'again')
  return [outcome.command, outcome.args]
}

test('the rest of the last list is asked for', async () => {
  assert.deepEqual(again(await meer.run(contextOf(list), typed())), ['metingen', list.more])
})

test('a list that was shown in full has no more', async () => {
  const outcome = await meer.run(contextOf({ ...list, more: undefined }), typed())
  assert.equal(said(outcome), 'Uw laatste lijst is al volledig getoond. Er is niet meer.')
})

test('the last question is asked again, after every answer that was kept is forgotten', async () => {
  const refreshed: string[] = []
  const context = {
    ...contextOf(list),
    refresh: async (patient: string) => void refreshed.push(patient),
  }
  assert.deepEqual(again(await ververs.run(context, typed())), ['metingen', list.args])
  assert.deepEqual(refreshed, ['Patient/p1'])
})

test('where nothing is kept the last question is simply asked again', async () => {
  assert.deepEqual(again(await ververs.run(contextOf(list), typed())), ['metingen', list.args])
})

for (const command of [meer, ververs]) {
  test(`!${command.name} without a list of one’s own, or one of long ago, asks for it first`, async () => {
    assert.equal(
      said(await command.run(contextOf(undefined), typed())),
      'U heeft hier nog geen lijst opgevraagd, of te lang geleden. Vraag de lijst eerst op, en noem dan het nummer dat ervoor staat.',
    )
  })

  for (const words of [['2'], ['alles'], ['!medicatie'], ['<script>'], ['1.000'], ['31-02']])
    test(`!${command.name} takes no ${words.join(' ')}`, async () => {
      assert.equal(
        said(await command.run(contextOf(list), typed(...words))),
        `“${words.join(' ')}” hoort hier niet bij. Typ alleen !${command.name}.`,
      )
    })

  test(`!${command.name} takes no 10 kB, nor lines below it`, async () => {
    const long = said(await command.run(contextOf(list), typed('x'.repeat(10_000))))
    assert.ok(long.length < 200)
    assert.ok(long.endsWith(`Typ alleen !${command.name}.`))
    const below: Args = { words: [], options: {}, text: 'en nog iets' }
    assert.match(said(await command.run(contextOf(list), below)), /^“en nog iets” hoort/u)
  })
}

test('a page holds what is critical even when that is more than fits', () => {
  const items = Array.from({ length: 30 }, (_, index) => index)
  const first = pageOf(items, typed('a'), { max: 5, critical: 12 })
  assert.deepEqual(first.shown, items.slice(0, 12))
  assert.equal(first.left, 18)
  const next = pageOf(items, first.more ?? typed(), { max: 5, critical: 12 })
  assert.deepEqual(next.shown, items.slice(12, 17))
  assert.deepEqual(next.more?.words, ['a'])
})

test('a page after the last is empty and has no more', () => {
  const page = pageOf([1, 2], { ...typed(), options: { vanaf: '9' } })
  assert.deepEqual([page.shown, page.left, page.more], [[], 0, undefined])
  for (const vanaf of ['-1', 'x', '1e3'])
    assert.deepEqual(pageOf([1, 2], { ...typed(), options: { vanaf } }).shown, [1, 2])
})
