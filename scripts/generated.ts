import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commands } from '../src/commands/registry.ts'
import { exampleEnv } from '../src/config.ts'
import { messages } from '../src/i18n/messages.ts'
import { commandPage, manualIndex, replyEvents } from './manual/page.ts'
import { slimDefinitions } from './slim-definitions.ts'

/** A file, or the marked part of one, whose text is made from the code. */
export type Generated = { readonly path: string; readonly content: () => string | Promise<string> }

const begin = '<!-- commands: made by npm run generate -->'
const end = '<!-- end of commands -->'

/** The table of commands, as `!help` knows them. */
const commandTable = (): string => {
  const t = messages.nl
  const rows = commands.map((command) => {
    const others = command.aliases.map((alias) => `\`!${alias}\``).join(' ')
    const usage = command.usage(t).replaceAll('|', '\\|')
    return `| \`!${usage}\` | ${command.summary(t)} | ${others} |`
  })
  return ['| opdracht | wat het doet | ook |', '| --- | --- | --- |', ...rows].join('\n')
}

const readme = async (): Promise<string> => {
  const text = await readFile(join(import.meta.dirname, '../README.md'), 'utf8')
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`README.md must hold the lines ${begin} and ${end}`)
  return `${before}${begin}\n\n${commandTable()}\n\n${end}${after}`
}

/** A page of the manual and the reply events of each command. */
const manual: readonly Generated[] = commands.flatMap((command) => [
  { path: `docs/commands/${command.name}.md`, content: () => commandPage(command) },
  { path: `test/replies/${command.name}.json`, content: () => replyEvents(command) },
])

/** Everything that is made from the code; `npm run generate` writes it and `npm run check` compares it. */
export const generated: readonly Generated[] = [
  { path: 'config/example.env', content: async () => exampleEnv() },
  { path: 'README.md', content: readme },
  slimDefinitions,
  { path: 'docs/commands/README.md', content: manualIndex },
  ...manual,
]
