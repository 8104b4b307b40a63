import type { Agent } from '../../fhir/value/agents.ts'
import type { Messages } from '../../i18n/messages.ts'

/** Who recorded something, in words; a client or relative is never named (S6). */
export const agentWords = (agent: Agent | undefined, { t }: { readonly t: Messages }): string => {
  if (agent === undefined) return t.clinical.sourceUnknown
  if (agent.kind === 'patient') return t.clinical.byPatient
  if (agent.kind === 'related') return t.clinical.byRelated
  return agent.words.length === 0 ? t.clinical.unknownReference : agent.words.join(', ')
}
