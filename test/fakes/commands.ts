import {
  type Carried,
  type Command,
  defineCommand,
  type Outcome,
} from '../../src/commands/command.ts'
import { heading, paragraph } from '../../src/reply/document.ts'

/** What the commands of these tests do and have done. */
export type Deeds = {
  /** Prompt ids that were written, each once however often it was tried. */
  readonly written: Set<string>
  carried: number
  ran: number
  /** In the place of a written referral. */
  carry: ((promptId: string) => Carried) | undefined
  /** Happens while `!lees` makes its answer. */
  meanwhile: () => void
}

/** Nothing done yet. */
export const noDeeds = (): Deeds => ({
  written: new Set(),
  carried: 0,
  ran: 0,
  carry: undefined,
  meanwhile: () => {},
})

const answer = (text: string): Outcome => ({
  kind: 'answer',
  document: [paragraph(text)],
  refs: [{ ref: 'MedicationRequest/1', versionId: '1' }],
  reads: ['MedicationRequest 1'],
  foreign: ['Observation/other'],
  outcome: 'ok',
})

const words = { aliases: [], options: [], examples: [] }
const described = (name: string) => ({ ...words, name, summary: () => name, usage: () => name })

/** A read, a write, two that ask back, an open one and one for direct messages. */
export const sampleCommands = (deeds: Deeds): readonly Command<unknown>[] => [
  defineCommand({
    ...described('lees'),
    access: 'read',
    place: 'room',
    async run(_context, args) {
      deeds.ran += 1
      deeds.meanwhile()
      if (args.words[0] === 'fout') return { kind: 'misused', document: [paragraph('Gebruik')] }
      return answer(`klinisch antwoord ${args.words.join(' ')}`.trim())
    },
  }),
  defineCommand({
    ...described('stuur'),
    access: 'write',
    place: 'room',
    async run(_context, args) {
      deeds.ran += 1
      if (args.words[0] === 'fout') return { kind: 'misused', document: [paragraph('Gebruik')] }
      return {
        kind: 'confirm',
        draft: { what: args.words.join(' ') },
        refs: [],
        preview: (code) => [
          heading('Bevestig', 'J. Jansen, geb. 12-03-1948'),
          paragraph('Naar: huisarts'),
          paragraph(`typ ja ${code}`),
        ],
      }
    },
    async carryOut(_context, _draft, promptId) {
      deeds.carried += 1
      if (deeds.carry !== undefined) return deeds.carry(promptId)
      deeds.written.add(promptId)
      deeds.meanwhile()
      return {
        kind: 'done',
        document: [paragraph('verstuurd')],
        promptLine: 'Verwijzing bevestigd',
        refs: [{ ref: 'ServiceRequest/1' }],
        writes: ['ServiceRequest/1', 'Task/1'],
      }
    },
    ownIdentifiers: (_draft, promptId) => [`own ${promptId}`],
  }),
  defineCommand({
    ...described('kies'),
    access: 'read',
    place: 'room',
    async run(_context, args) {
      deeds.ran += 1
      const [first, second] = args.words
      if (second !== undefined) return answer(`gekozen ${first} ${second}`)
      const choices = ['een', 'twee'].map((word) => ({
        words: [...args.words, word],
        options: {},
        text: '',
      }))
      const document = [paragraph(first === undefined ? 'Welke?' : `Welke van ${first}?`)]
      return { kind: 'choose', document, choices }
    },
  }),
  defineCommand({
    ...described('vrij'),
    access: 'read',
    place: 'room',
    async run(_context, args) {
      if (args.text !== '') return answer(`vraag ${args.text}`)
      const free = { words: args.words, options: {}, text: '' }
      return { kind: 'choose', document: [paragraph('Wat vraagt u?')], choices: [], free }
    },
  }),
  defineCommand({
    ...described('help'),
    access: 'open',
    place: 'both',
    run: async () => ({ ...answer('uitleg'), refs: [], reads: [], foreign: [] }),
  }),
  defineCommand({
    ...described('mijn'),
    access: 'open',
    place: 'direct',
    run: async () => ({ ...answer('uw ruimtes'), refs: [], reads: [], foreign: [] }),
  }),
]
