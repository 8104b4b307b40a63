import type { Command } from '../../src/commands/command.ts'
import { commands, type Ports } from '../../src/commands/registry.ts'
import { messages } from '../../src/i18n/messages.ts'
import { type Exchange, type Language, type Played, playExamples } from './scene.ts'
import { bodyOf, isEdit } from './shown.ts'

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

const firstTyped = (before: readonly string[]): string =>
  `Eerst getypt: ${before.map((line) => `\`${line}\``).join(', ')}.`

const picture = (name: string): string =>
  `![Zo ziet het er op een telefoon uit, licht en donker](pictures/${name}.jpg)`

const spoken = ({ typed, said }: Exchange): readonly string[] => [
  `\`${typed}\``,
  ...said.filter((content) => !isEdit(content)).map((content) => quoted(bodyOf(content))),
]

const example = ({ scene, exchanges }: Played): readonly string[] => [
  ...(scene.about === undefined ? [] : [`*${scene.about}*`]),
  ...(scene.before === undefined ? [] : [firstTyped(scene.before)]),
  ...exchanges.flatMap(spoken),
  ...(scene.picture === undefined ? [] : [picture(scene.picture)]),
]

const asked = (played: readonly Played[]): string => {
  const all = [...new Set(played.flatMap(({ exchanges }) => exchanges.flatMap((one) => one.asked)))]
  return all.length === 0 ? 'Niets.' : all.map((one) => `- \`${one}\``).join('\n')
}

/** The page of one command: what it does, who may, examples as the reply says them, and what is asked of the record. */
export const commandPage = async (command: Command<Ports>): Promise<string> => {
  const played = await playExamples(command, 'nl')
  const also = [...command.aliases, ...(command.forms ?? [])].map((alias) => `\`!${alias}\``)
  return [
    `# !${command.name}`,
    `${command.summary(t)}.`.replace(/^./u, (letter) => letter.toUpperCase()),
    `Typ \`!${command.usage(t)}\`${also.length === 0 ? '' : `, of ${also.join(' ')}`}.`,
    ...(command.notes?.(t) ?? []),
    `**Wie mag dit:** ${whoMay(command)}`,
    '## Voorbeelden',
    'Met de gegevens van de demonstratie.',
    played.map((one) => example(one).join('\n\n')).join('\n\n---\n\n'),
    '## Wat er van het dossier wordt gevraagd',
    asked(played),
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

const bare = (played: readonly Played[]) =>
  played.flatMap(({ exchanges }) => exchanges.map(({ typed, said }) => ({ typed, said })))

/** What was said to each example of a command, for comparison. */
export const repliesIn = async (command: Command<Ports>, language: Language) =>
  bare(await playExamples(command, language))

/** The same in both languages. */
export const replyEvents = async (command: Command<Ports>): Promise<string> => {
  const nl = await repliesIn(command, 'nl')
  const en = await repliesIn(command, 'en')
  return `${JSON.stringify({ nl, en }, undefined, 2)}\n`
}
