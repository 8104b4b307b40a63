import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Letter } from '../store/store.ts'
import { printLetters } from './letters.ts'

const letter: Letter = {
  seq: 7,
  id: '$a',
  lane: '!1\u001b[2J',
  attempts: 8,
  code: 'TypeError',
  parkedAt: Date.parse('2026-03-02T09:00:00Z'),
}

async function printed(args: readonly string[], letters = [letter]) {
  const lines: string[] = []
  const requeued: number[] = []
  const store = {
    letters: async () => letters,
    requeue: async (seq: number) => {
      requeued.push(seq)
      return seq === 7
    },
  }
  const code = await printLetters(store, args, (text) => lines.push(text))
  return { code, lines, requeued }
}

test('letters are listed with number, time, reason, tries, room and event', async () => {
  assert.deepEqual(await printed([]), {
    code: 0,
    lines: ['7\t2026-03-02T09:00:00.000Z\tTypeError\t8\t!1\u{fffd}[2J\t$a', 'letters: 1'],
    requeued: [],
  })
  assert.deepEqual((await printed([], [])).lines, ['no letters'])
})

test('a letter is offered again by its number', async () => {
  const { code, lines, requeued } = await printed(['requeue', '7'])
  assert.deepEqual([code, requeued], [0, [7]])
  assert.deepEqual(lines, ['letter 7 is offered again'])
})

test('a number without a letter is told', async () => {
  const { code, lines } = await printed(['requeue', '8'])
  assert.deepEqual([code, lines], [1, ['there is no letter 8']])
})

for (const args of [['requeue'], ['requeue', 'x'], ['requeue', '7', '8'], ['remove', '7']]) {
  test(`wrong use is told and nothing is done: ${args.join(' ')}`, async () => {
    const { code, lines, requeued } = await printed(args)
    assert.deepEqual([code, requeued], [64, []])
    assert.match(lines.join(), /^usage/)
  })
}
