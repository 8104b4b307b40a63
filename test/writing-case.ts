import assert from 'node:assert/strict'
import type { Resource } from '@medplum/fhirtypes'
import { demoResources } from '../packages/fhir-sandbox/src/demo.ts'
import { type Sandbox, startSandbox } from '../packages/fhir-sandbox/src/server.ts'
import { numbered } from '../src/bot/answering/numbered.ts'
import type { Args, Carried, Command, Context, Outcome } from '../src/commands/command.ts'
import { commands, type Ports } from '../src/commands/registry.ts'
import { parseMessage } from '../src/commands/typed/parse.ts'
import type { ResourceRef } from '../src/fhir/fhir.ts'
import { createFhirClient } from '../src/fhir/server/client.ts'
import { toText } from '../src/reply/text.ts'
import { eventOf, recordContext } from './record-context.ts'

/** When these cases are asked, in Amsterdam 12-01-2026 09:31. */
export const writingNow = new Date('2026-01-12T08:31:00Z')

/** How every preview begins and ends; what stands between is the case's own. */
export const framed = (what: string, ...lines: readonly string[]): string =>
  [
    `Bevestig ${what} – nog NIET vastgelegd`,
    'Cliënt: J.V. (v), geboren in 1941',
    '',
    ...lines,
    '',
    'Sanne Dijkstra, typ ja 4821 om vast te leggen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 09:41.',
  ].join('\n')

/** A write command on a FHIR server of its own, typed as a person types it. */
export type WritingCase = AsyncDisposable & {
  readonly sandbox: Sandbox
  readonly client: ReturnType<typeof createFhirClient>
  context: Context<Ports>
  /** What was asked, as the parser reads it, and what came of it. */
  type(line: string): Promise<{ readonly outcome: Outcome; readonly command: Command<Ports> }>
  /** The words of the answer: of the preview, when it asks to be confirmed. */
  said(line: string): Promise<string>
  /** Types a line, confirms it, and gives what came of it. */
  confirm(line: string, promptId?: string): Promise<Carried>
  /** The references of what a line wrote. */
  wrote(line: string, promptId?: string): Promise<readonly ResourceRef[]>
  /** What stands there now. */
  stored(ref: ResourceRef | undefined): Promise<Resource>
  /** What a line listed last, so that a number names it. */
  list(line: string): Promise<string>
  /** Lists these records as the last list. */
  listed(...lines: readonly (readonly string[])[]): void
}

/** What a line means to the parser: a command and its arguments. */
export const argsOf = (line: string): { readonly command: Command<Ports>; readonly args: Args } => {
  const meant = parseMessage({
    content: { msgtype: 'm.text', body: line },
    eventType: 'm.room.message',
    sender: '@wijkverpleegkundige:zorg.test',
    botUserId: '@zorgbot:zorg.test',
    botNames: ['Zorgbot'],
    direct: false,
    commands,
  })
  assert.ok(meant.kind === 'command', `${line} is no command`)
  const command = commands.find(({ name }) => name === meant.name)
  assert.ok(command)
  return { command, args: meant.args }
}

/** Spaces that keep a number with its unit, as plain ones. */
const spaced = (text: string): string => text.replaceAll('\u00A0', ' ')

const wordsOf = (outcome: Outcome): string => {
  const document =
    outcome.kind === 'confirm'
      ? outcome.preview('4821', new Date(writingNow.getTime() + 600_000))
      : outcome.document
  eventOf(document)
  return spaced(toText(document))
}

/** Starts a case over the demonstration records. */
export const writingCase = async (more: readonly Resource[] = []): Promise<WritingCase> => {
  const seed = demoResources({ serverName: 'zorg.test', now: writingNow })
  const sandbox = await startSandbox({ seed: [...seed, ...more], now: () => writingNow })
  const client = createFhirClient({ baseUrl: sandbox.baseUrl, auth: { kind: 'none' } })
  const patient = 'Patient/demo-client-1'
  let prompts = 0
  const listOf = (command: string, lines: readonly (readonly string[])[]) => {
    const args = { words: [], options: {}, text: '' }
    const kept = { command, args, more: undefined, at: writingNow, lines }
    made.context = { ...made.context, lastList: async () => kept }
  }
  const made: WritingCase = {
    sandbox,
    client,
    context: recordContext(client, { patient, now: writingNow }),
    async type(line) {
      const { command, args } = argsOf(line)
      return { command, outcome: await command.run(made.context, args) }
    },
    async said(line) {
      return wordsOf((await made.type(line)).outcome)
    },
    async confirm(line, promptId) {
      const { outcome, command } = await made.type(line)
      assert.ok(outcome.kind === 'confirm', `${line}: ${wordsOf(outcome)}`)
      prompts += 1
      const draft: unknown = JSON.parse(JSON.stringify(outcome.draft))
      const carried = await command.carryOut?.(made.context, draft, promptId ?? `$prompt${prompts}`)
      assert.ok(carried)
      eventOf(carried.document)
      return carried
    },
    async wrote(line, promptId) {
      const carried = await made.confirm(line, promptId)
      assert.ok(carried.kind === 'done', `${line}: ${toText(carried.document)}`)
      return carried.refs
    },
    async stored(ref) {
      const [type, id = ''] = ref?.ref.split('/') ?? []
      assert.ok(type === 'Observation' || type === 'MedicationRequest', ref?.ref)
      return client.read(type, id)
    },
    async list(line) {
      const { outcome, command } = await made.type(line)
      assert.ok(outcome.kind === 'answer')
      const { document, lines } = numbered(outcome.document)
      listOf(command.name, lines)
      return spaced(toText(document))
    },
    listed(...lines) {
      listOf('metingen', lines)
    },
    async [Symbol.asyncDispose]() {
      await client.close()
      await sandbox.stop()
    },
  }
  return made
}

/** The words of what came of a write, the reference numbers left out. */
export const carriedWords = ({ document }: Carried): string =>
  spaced(toText(document)).replaceAll(/(?<=Kenmerk: ).*$/gmu, (refs) =>
    refs.replaceAll(/\/[A-Za-z0-9-]+/gu, '/…'),
  )
