import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { type Language, playExamples } from '../scripts/manual/scene.ts'
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
        const exchanges = await playExamples(command, language)
        const now = exchanges.map(({ typed, content }) => ({ typed, content }))
        assert.deepEqual(now, wanted[language])
        for (const { content } of exchanges) assertReplyInvariant(content)
      }
    })
})
