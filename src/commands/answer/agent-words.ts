import type { Agent } from '../../fhir/value/agents.ts'
import type { Messages } from '../../i18n/messages.ts'

/** Who recorded something, in words; a client or relative is never named (S6). */
export const agentWords = (agent: Agent | undefined, { t }: { readonly t: Messages }): string => {
  if (agent === undefined) return t.clinical.sourceUnknown
  if (agent.kind === 'patient') return t.clinical.byPatient
  if (agent.kind === 'related') return t.clinical.byRelated
  const words = agent.words.length === 0 ? t.clinical.unknownReference : agent.words.join(', ')
  // In front, where no shortening reaches it.
  return agent.doubtful === true ? `${t.clinical.unknownModifier} – ${words}` : words
}

/** Who it was that did something, after a word that says what; a client or relative is never named (S6). */
export const doerWords = (agent: Agent, context: { readonly t: Messages }): string => {
  const { clinical } = context.t
  if (agent.kind === 'patient') return clinical.theClient
  return agent.kind === 'related' ? clinical.aRelative : agentWords(agent, context)
}
