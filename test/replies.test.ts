import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { repliesIn } from '../scripts/manual/page.ts'
import type { Language } from '../scripts/manual/scene.ts'
import { commands } from '../src/commands/registry.ts'
import { assertReplyInvariant } from './flatten.ts'

const kept = async (name: string): Promise<Readonly<Record<Language, unknown>>> => {
  const text = await readFile(join(import.meta.dirname, 'replies', `${name}.json`), 'utf8')
  const read: Readonly<Record<Language, unknown>> = JSON.parse(text)
  return read
}

describe('the reply events of each example are as they were reviewed', () => {
  for (const command of commands)
    test(`!${command.name}, in both languages and the same on every client`, async () => {
      const wanted = await kept(command.name)
      for (const language of ['nl', 'en'] as const) {
        const replies = await repliesIn(command, language)
        assert.deepEqual(replies, wanted[language])
        const notices = replies.flatMap(({ said }) =>
          said.filter(({ msgtype }) => msgtype === 'm.notice'),
        )
        for (const notice of notices) assertReplyInvariant(notice)
      }
    })
})
