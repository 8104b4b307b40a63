import { z } from 'zod'
import type { Carried, Command } from '../commands/command.ts'
import type { Messages } from '../i18n/messages.ts'
import { type Document, paragraph } from '../reply/document.ts'
import type { AuditEntry, Prompt, Store } from '../store/store.ts'
import type { RoomEvent } from './gateway.ts'
import { type Plan, saying } from './plan.ts'
import { closedPreview, confirmPayloadOf, isBlock } from './prompts.ts'
import type { CommandRunner, Place } from './run-command.ts'

/** One person's `ja` to one prompt. */
export type Consent = {
  readonly itemId: string
  readonly event: RoomEvent
  readonly place: Place
  readonly signal: AbortSignal
}

/** What is said of a prompt that ends without being carried out, and its new text. */
export type Ended = { readonly says: string; readonly document: Document }

export type CarryOutParts<Ports> = {
  readonly store: Store
  readonly runner: CommandRunner<Ports>
  readonly commands: readonly Command<Ports>[]
  readonly t: Messages
  readonly clock: () => number
}

const ref = z.object({
  ref: z.string(),
  versionId: z.string().optional(),
  profile: z.string().optional(),
})

/** What one try decided, kept until the message is done, so that a second try repeats it and writes nothing. */
const decided = z.object({
  kind: z.enum(['done', 'failed', 'given-up', 'late', 'refused']),
  document: z.array(z.unknown()),
  closing: z.array(z.unknown()),
  refs: z.array(ref),
  clinicalFor: z.string().optional(),
  audit: z.array(z.custom<AuditEntry>((value) => typeof value === 'object' && value !== null)),
})

type Decided = z.infer<typeof decided>

const refused = (plan: Plan): Decided => ({
  kind: 'refused',
  document: [...plan.document],
  closing: [],
  refs: [],
  audit: [...plan.audit],
})

/** Carries out a confirmed draft exactly once: who may is checked again, the prompt is claimed, the write is idempotent. */
export const createCarryOut = <Ports>(parts: CarryOutParts<Ports>) => {
  const { store, runner, commands, t, clock } = parts

  const late = ({ says, document }: Ended, { patient }: Prompt, event: RoomEvent): Decided => ({
    kind: 'late',
    document: [paragraph(says)],
    closing: [...document],
    refs: [],
    audit: [
      runner.entry(event, 'denial', 'confirm', 'expired', {
        role: runner.roleOf(event, patient),
        patient,
      }),
    ],
  })

  const decide = async (
    prompt: Prompt,
    consent: Consent,
    tooLate: () => Ended | undefined,
  ): Promise<Decided> => {
    const over = tooLate()
    if (over !== undefined) return late(over, prompt, consent.event)
    const { event, place, signal } = consent
    const { command: name, draft, document } = confirmPayloadOf(prompt)
    const command = commands.find((one) => one.name === name)
    if (command?.carryOut === undefined) {
      const audit = [
        runner.entry(event, 'denial', name, 'unknown-command', { patient: prompt.patient }),
      ]
      return refused(saying([paragraph(t.confirm.unknownCode)], audit))
    }
    const admitted = await runner.admit({ command, event, place, signal })
    if ('document' in admitted) return refused(admitted)
    const who = { role: admitted.member.ref, patient: admitted.patient }
    if (!(await store.claimPrompt(prompt.id, consent.itemId))) {
      const denial = runner.entry(event, 'denial', 'confirm', 'executing', who)
      return refused(saying([paragraph(t.confirm.busy)], [denial, ...admitted.audit]))
    }
    await store.saveOwnIdentifiers(command.ownIdentifiers?.(draft, prompt.id) ?? [])
    const args = { words: [], options: {}, text: '' }
    const invocation = { command, event, place, signal, args }
    const context = runner.contextOf(invocation, admitted.member, admitted.patient)
    const carried = await command.carryOut(context, draft, prompt.id).catch(async (error) => {
      // Nobody can tell what became of it: that it was tried is told, also if this message is given up on.
      const unknown = runner.entry(event, 'write', name, 'unknown', who)
      await store.audit([...admitted.audit, unknown])
      throw error
    })
    const outcome = carried.kind === 'done' ? 'ok' : carried.code
    return {
      kind: carried.kind === 'failed' && carried.final === true ? 'given-up' : carried.kind,
      ...said(carried, prompt, t),
      closing: closingOf(carried, document, t),
      clinicalFor: admitted.patient,
      audit: [
        runner.entry(event, 'command', `${name} confirmed`, outcome, who),
        ...admitted.audit,
        ...(carried.kind === 'done' ? carried.writes : [name]).map((write) =>
          runner.entry(event, 'write', write, outcome, who),
        ),
      ],
    }
  }

  return async (
    prompt: Prompt,
    consent: Consent,
    tooLate: () => Ended | undefined,
  ): Promise<Plan> => {
    const result = decided.parse(
      await store.step(consent.itemId, 'carried out', () => decide(prompt, consent, tooLate)),
    )
    if (result.kind === 'late') {
      await store.claimPrompt(prompt.id, consent.itemId)
      await store.closePrompt(prompt.id, 'expired', clock())
    }
    if (result.kind === 'done' || result.kind === 'given-up')
      await store.closePrompt(prompt.id, 'done', clock())
    if (result.kind === 'failed') await store.releasePrompt(prompt.id)
    const closing = result.closing.filter(isBlock)
    return {
      document: result.document.filter(isBlock),
      refs: result.refs.map(({ ref: reference, versionId, profile }) => ({
        ref: reference,
        ...(versionId === undefined ? {} : { versionId }),
        ...(profile === undefined ? {} : { profile }),
      })),
      audit: result.audit,
      clinicalFor: result.clinicalFor,
      ...(result.kind === 'done' ? { unshown: [paragraph(t.confirm.doneUnshown)] } : {}),
      ...(result.kind === 'failed' ? { unshown: [paragraph(t.confirm.failedUnshown)] } : {}),
      ...(closing.length === 0 || prompt.promptEventId === undefined
        ? {}
        : {
            edit: { eventId: prompt.promptEventId, document: closing, patient: prompt.patient },
          }),
    }
  }
}

/** The prompt's new text once nothing can be confirmed any more. */
const closingOf = (carried: Carried, preview: Document, t: Messages): Document[number][] => {
  if (carried.kind === 'done') return [...closedPreview(preview, carried.promptLine)]
  return carried.final === true ? [...closedPreview(preview, t.confirm.lineGivenUp)] : []
}

const said = (carried: Carried, prompt: Prompt, t: Messages) => {
  if (carried.kind === 'done')
    return { document: [...carried.document], refs: carried.refs.map((one) => ({ ...one })) }
  const hint = carried.final === true ? [] : [paragraph(t.confirm.retryHint(prompt.code))]
  return { document: [...carried.document, ...hint], refs: [] }
}
