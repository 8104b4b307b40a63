import {
  type Carried,
  type Command,
  defineCommand,
  type Outcome,
  type Picture,
} from '../../src/commands/command.ts'
import { type TaalPorts, taal } from '../../src/commands/taal.ts'
import type { ResourceRef } from '../../src/fhir/fhir.ts'
import type { Posting } from '../../src/fhir/server/source.ts'
import { heading, paragraph } from '../../src/reply/document.ts'

/** What the commands of these tests do and have done. */
export type Deeds = {
  /** Prompt ids that were written, each once however often it was tried. */
  readonly written: Set<string>
  carried: number
  ran: number
  /** In the place of a written referral. */
  carry: ((promptId: string) => Carried) | undefined
  /** Prompt ids of what was taken back. */
  readonly takenBack: Set<string>
  /** In the place of something that is taken back. */
  takeBack: ((promptId: string) => Carried) | undefined
  /** Happens while `!lees` makes its answer. */
  meanwhile: () => void | Promise<void>
  /** How answers are posted. */
  posting: Posting
  /** What `!lees` rests on. */
  refs: readonly ResourceRef[]
  /** Beside the words of `!lees`. */
  picture: Picture | undefined
  /** Commands besides the sample ones; set before the first message. */
  others: readonly Command<TaalPorts>[]
}

/** Nothing done yet. */
export const noDeeds = (): Deeds => ({
  written: new Set(),
  carried: 0,
  ran: 0,
  carry: undefined,
  takenBack: new Set(),
  takeBack: undefined,
  meanwhile: () => {},
  posting: 'persist',
  refs: [{ ref: 'MedicationRequest/1', versionId: '1' }],
  picture: undefined,
  others: [],
})

const answer = (text: string): Extract<Outcome, { kind: 'answer' }> => ({
  kind: 'answer',
  document: [paragraph(text)],
  refs: [{ ref: 'MedicationRequest/1', versionId: '1' }],
  reads: ['MedicationRequest 1'],
  foreign: ['Observation/other'],
  outcome: 'ok',
})

const words = { aliases: [], options: [], examples: [] }
const described = (name: string) => ({ ...words, name, summary: () => name, usage: () => name })

/** A read, one with plain words, a write, two that ask back, an open one and some for direct messages. */
export const sampleCommands = (deeds: Deeds): readonly Command<TaalPorts>[] => [
  defineCommand({
    ...described('lees'),
    access: 'read',
    place: 'room',
    async run(_context, args) {
      deeds.ran += 1
      await deeds.meanwhile()
      if (args.words[0] === 'fout') return { kind: 'misused', document: [paragraph('Gebruik')] }
      const said = answer(`klinisch antwoord ${args.words.join(' ')}`.trim())
      const { refs, picture } = deeds
      return { ...said, refs, ...(picture === undefined ? {} : { picture }) }
    },
  }),
  defineCommand({
    ...described('zie'),
    access: 'read',
    lay: true,
    place: 'room',
    async run({ audience, asker }) {
      deeds.ran += 1
      await deeds.meanwhile()
      return answer(audience === 'lay' ? 'in gewone woorden' : `voor ${asker.userId}`)
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
        sends: true,
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
      await deeds.meanwhile()
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
    ...described('schrijf'),
    access: 'write',
    place: 'room',
    run: async () => ({
      kind: 'confirm',
      draft: {},
      refs: [],
      preview: (code) => [heading('Bevestig', 'J. Jansen'), paragraph(`typ ja ${code}`)],
    }),
    async carryOut(_context, _draft, promptId) {
      if (deeds.carry !== undefined) return deeds.carry(promptId)
      deeds.written.add(promptId)
      return {
        kind: 'done',
        document: [paragraph('geschreven')],
        promptLine: 'Meting bevestigd',
        refs: [{ ref: 'Observation/1', versionId: '1' }],
        writes: ['Observation/1'],
      }
    },
    async undo(_context, refs, promptId) {
      if (deeds.takeBack !== undefined) return deeds.takeBack(promptId)
      deeds.takenBack.add(promptId)
      return {
        kind: 'done',
        document: [paragraph(`teruggedraaid ${refs.map(({ ref }) => ref).join(' ')}`)],
        promptLine: '',
        refs: [{ ref: 'Observation/1', versionId: '2' }],
        writes: ['Observation/1'],
      }
    },
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
    async run() {
      await deeds.meanwhile()
      return { ...answer('uw ruimtes'), refs: [], reads: [], foreign: [] }
    },
  }),
  taal,
  ...deeds.others,
]
