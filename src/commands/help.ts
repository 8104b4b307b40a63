import type { Messages } from '../i18n/messages.ts'
import {
  type Block,
  code,
  heading,
  type Inline,
  type Line,
  list,
  paragraph,
} from '../reply/document.ts'
import { type Command, type Context, defineCommand, type Outcome, type Reading } from './command.ts'
import { foldWord } from './typed/normalize.ts'
import { commandNamed, type KnownCommand, suggest } from './typed/suggest.ts'

/** What help tells of a command. */
export type HelpedCommand = KnownCommand &
  Pick<Command<unknown>, 'lay' | 'place' | 'summary' | 'usage' | 'examples' | 'notes'>

/** What `!help` needs: where it is typed, and whether this person may use a command there. */
export type HelpPorts = {
  readonly place: 'room' | 'direct'
  readonly allowed: (command: HelpedCommand) => boolean
  /** Who reads along: professionals, a client or relative too, or somebody who may not read anything. */
  readonly here?: Reading | 'nobody' | 'later-readers'
}

type Ctx = Context<HelpPorts>

const MOST = 5

const works = (command: HelpedCommand, { place, allowed }: Ctx) =>
  (command.place === 'both' || command.place === place) && allowed(command)

const answer = (document: readonly Block[]): Outcome => ({
  kind: 'answer',
  document,
  refs: [],
  reads: [],
  foreign: [],
  outcome: 'ok',
})

/** The example that shows most, e.g. `!metingen bloeddruk` rather than `!metingen`. */
const exampleOf = ({ name, examples }: HelpedCommand) => `!${examples[1] ?? examples[0] ?? name}`

const line = (command: HelpedCommand, t: Messages): Line => [
  code(`!${command.name}`),
  t.help.example(command.summary(t)),
  code(exampleOf(command)),
]

const spaced = (spans: readonly Inline[]): Line =>
  spans.flatMap((span, index): Inline[] => (index === 0 ? [span] : [', ', span]))

/** What a professional must know of a room in which others read along. */
const readersNote = ({ place, here, asker, t }: Ctx): readonly Block[] => {
  if (place !== 'room' || asker.member.kind !== 'professional') return []
  if (here === 'lay') return [paragraph(t.help.shared)]
  return here === 'nobody' || here === 'later-readers'
    ? [paragraph([t.help.unsafe, code('!medicatie --privé'), t.help.unsafeEnd])]
    : []
}

/** Where a command stands among those that are only named; what is in no list goes by whether it writes. */
const TALK: ReadonlySet<string> = new Set([
  'gesprek',
  'gesprekken',
  'archiveer',
  'heropen',
  'nodiguit',
])
const SETTINGS: ReadonlySet<string> = new Set(['abonneer', 'taal', 'afwezig'])
/** These go on with an answer, so there is nothing for them where nothing can be asked. */
const AFTER_ANSWER: ReadonlySet<string> = new Set(['bron', 'meer', 'ververs'])

const groups = ['read', 'write', 'talk', 'settings'] as const

const groupOf = ({ name, access }: HelpedCommand): (typeof groups)[number] => {
  if (TALK.has(name)) return 'talk'
  if (SETTINGS.has(name)) return 'settings'
  return access === 'write' ? 'write' : 'read'
}

const groupLines = (others: readonly HelpedCommand[], t: Messages): readonly Line[] =>
  groups.flatMap((group): readonly Line[] => {
    const names = others
      .filter((each) => groupOf(each) === group)
      .map(({ name }) => code(`!${name}`))
    return names.length === 0 ? [] : [[t.help.groups[group], ...spaced(names)]]
  })

const overview = (commands: readonly HelpedCommand[], context: Ctx): Outcome => {
  const { t } = context
  const working = commands.filter((command) => works(command, context))
  const here = working.every(({ name }) => AFTER_ANSWER.has(name)) ? [] : working
  const [first] = here
  const readers = readersNote(context)
  if (first === undefined) return answer([paragraph(t.help.nothing), ...readers])
  const shown = here.slice(0, MOST)
  return answer([
    heading(t.help.title),
    list(shown.map((command) => line(command, t))),
    paragraph(
      [t.help.more, code(`!help ${(shown.at(-1) ?? first).name}`)],
      ...groupLines(here.slice(MOST), t),
    ),
    ...readers,
  ])
}

const availability = (command: HelpedCommand, context: Ctx): readonly string[] => {
  const { help } = context.t
  if (works(command, context)) return []
  if (command.place === 'direct' && context.place === 'room') return [help.onlyDirect]
  if (command.place === 'room' && context.place === 'direct') return [help.onlyRoom]
  return [help.notHere]
}

const about = (command: HelpedCommand, context: Ctx): Outcome => {
  const { help } = context.t
  const aliases = command.aliases.map((alias) => `!${alias}`).join(', ')
  return answer([
    heading(
      help.about(command.name, command.summary(context.t)),
      [help.type, code(`!${command.usage(context.t)}`)],
      [help.examples, ...spaced(command.examples.map((example) => code(`!${example}`)))],
      ...(aliases === '' ? [] : [help.also(aliases)]),
      ...(command.notes?.(context.t) ?? []),
      ...availability(command, context),
    ),
  ])
}

const unknown = (word: string, known: readonly HelpedCommand[], context: Ctx): Outcome => {
  const { help } = context.t
  const names = suggest(foldWord(word), known)?.names ?? []
  const guesses = names.flatMap((name, index): Inline[] => [
    ...(index === 0 ? [] : [help.or]),
    code(`!help ${name}`),
  ])
  const hint: Line =
    guesses.length === 0 ? [help.more, code('!help')] : [help.nearest, ...guesses, '?']
  return { kind: 'misused', document: [paragraph(help.unknown(word), hint)] }
}

/** `!help`: what this person may type here, written from the commands themselves. */
export const helpFor = (commands: readonly HelpedCommand[]): Command<HelpPorts> => {
  const help = defineCommand<HelpPorts>({
    name: 'help',
    aliases: ['hulp', 'uitleg'],
    access: 'open',
    place: 'both',
    options: [],
    summary: (t) => t.help.summary,
    usage: (t) => t.help.usage,
    examples: ['help', 'help verwijs'],
    async run(context, { words: [typed] }) {
      const known: readonly HelpedCommand[] = [...commands, help]
      if (typed === undefined) return overview(commands, context)
      const word = typed.replace(/^!/u, '')
      const found = commandNamed(foldWord(word), known)
      return found === undefined ? unknown(word, known, context) : about(found, context)
    },
  })
  return help
}
