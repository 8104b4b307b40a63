import type { Command } from '../../src/commands/command.ts'
import { commands, type Ports } from '../../src/commands/registry.ts'
import { messages } from '../../src/i18n/messages.ts'
import { type Exchange, playExamples } from './scene.ts'

const t = messages.nl

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')

const access = {
  open: 'Iedereen.',
  read: 'Zorgverleners van het zorgteam van deze cliënt, zolang iedereen in de ruimte dat is.',
  write:
    'Zorgverleners van het zorgteam, voor zover hun rol het toestaat. Niets wordt vastgelegd voor de bevestiging met code.',
} as const

const place = {
  room: 'In de ruimte van een cliënt.',
  direct: 'In een direct gesprek met de assistent.',
  both: 'In de ruimte van een cliënt en in een direct gesprek.',
} as const

const whoMay = (command: Command<Ports>): string =>
  [
    access[command.access],
    place[command.place],
    ...(command.lay === true
      ? ['Ook door en bij de cliënt of een naaste: dan in gewone taal.']
      : []),
  ].join(' ')

const examples = (exchanges: readonly Exchange[]): string =>
  exchanges.map(({ typed, content }) => `\`${typed}\`\n\n${quoted(content.body)}`).join('\n\n')

const asked = (exchanges: readonly Exchange[]): string => {
  const all = [...new Set(exchanges.flatMap((exchange) => exchange.asked))]
  return all.length === 0 ? 'Niets.' : all.map((one) => `- \`${one}\``).join('\n')
}

/** The page of one command: what it does, who may, examples as the reply says them, and what is asked of the record. */
export const commandPage = async (command: Command<Ports>): Promise<string> => {
  const exchanges = await playExamples(command, 'nl')
  const also = [...command.aliases, ...(command.forms ?? [])].map((alias) => `\`!${alias}\``)
  return [
    `# !${command.name}`,
    `${command.summary(t)}.`.replace(/^./u, (letter) => letter.toUpperCase()),
    `Typ \`!${command.usage(t)}\`${also.length === 0 ? '' : `, of ${also.join(' ')}`}.`,
    ...(command.notes?.(t) ?? []),
    `**Wie mag dit:** ${whoMay(command)}`,
    `![Zo ziet het antwoord er op een telefoon uit, licht en donker](pictures/${command.name}.jpg)`,
    '## Voorbeelden',
    'Met de gegevens van de demonstratie.',
    examples(exchanges),
    '## Wat er van het dossier wordt gevraagd',
    asked(exchanges),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

/** The list of all commands, each with its page. */
export const manualIndex = (): string => {
  const rows = commands.map(
    (command) => `| [\`!${command.name}\`](${command.name}.md) | ${command.summary(t)} |`,
  )
  return [
    '# Opdrachten\n',
    'Gemaakt uit de code met `npm run generate`; de voorbeelden zijn echte antwoorden op de gegevens van de demonstratie.\n',
    '| opdracht | wat het doet |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

const bare = (exchanges: readonly Exchange[]) =>
  exchanges.map(({ typed, content }) => ({ typed, content }))

/** The reply events of a command in both languages, for comparison. */
export const replyEvents = async (command: Command<Ports>): Promise<string> => {
  const nl = await playExamples(command, 'nl')
  const en = await playExamples(command, 'en')
  return `${JSON.stringify({ nl: bare(nl), en: bare(en) }, undefined, 2)}\n`
}
