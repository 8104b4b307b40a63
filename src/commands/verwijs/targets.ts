import type { FhirCode } from '../../fhir/fhir.ts'
import { memberTarget, type ReferralTarget, teamTargets } from '../../fhir/referral/target.ts'
import type { CareTeamReader, Team } from '../../fhir/team/care-team.ts'
import type { Directory, Found } from '../../fhir/team/directory.ts'
import type { Context } from '../command.ts'
import { orCode } from '../typed/or-code.ts'
import type { AskedRecipient } from './request.ts'

/** What finding a recipient needs. */
export type TargetPorts = { readonly directory: Directory; readonly careTeams: CareTeamReader }

/** Who can be meant; `complete` is false when there may be more. */
export type FoundTargets = {
  readonly kind: 'found'
  readonly targets: readonly ReferralTarget[]
  readonly complete: boolean
}

type Candidates = FoundTargets | { readonly kind: 'down'; readonly code: FhirCode }

const found = (targets: readonly ReferralTarget[], complete: boolean): Candidates => ({
  kind: 'found',
  targets,
  complete,
})

type KnownTeam = {
  readonly team: Team | undefined
  readonly complete: boolean
  readonly code: FhirCode
}

const readTeam = async ({
  careTeams,
  patient,
  signal,
}: Context<TargetPorts>): Promise<KnownTeam> => {
  const read = await orCode(careTeams.team(patient, signal))
  if ('code' in read) return { team: undefined, complete: false, code: read.code }
  const { value, sources } = read.value
  const complete = sources.every(({ failed }) => failed.length === 0)
  return { team: value, complete, code: 'unavailable' }
}

const byRef = async (context: Context<TargetPorts>, ref: string): Promise<Candidates> => {
  if (ref.startsWith('Practitioner')) {
    const { team, complete, code } = await readTeam(context)
    const target = team && memberTarget(team, ref, context.asker.member)
    if (target !== undefined) return found([target], true)
    return complete ? found([], true) : { kind: 'down', code }
  }
  const read = await orCode(context.directory.byRef(ref, context.signal))
  if ('code' in read) return { kind: 'down', code: read.code }
  return found(read.value === undefined ? [] : [read.value], true)
}

const fromDirectory = async (
  asked: Promise<Found>,
  first: readonly ReferralTarget[],
  complete: boolean,
): Promise<Candidates> => {
  const read = await orCode(asked)
  if ('code' in read) {
    return first.length === 0 ? { kind: 'down', code: read.code } : found(first, false)
  }
  const others = read.value.targets.filter(({ ref }) => !first.some((own) => own.ref === ref))
  return found([...first, ...others], complete && read.value.complete)
}

/**
 * Who can be meant, the patient's own caregivers first. The only one of a discipline in the care team is who is meant;
 * only otherwise is the address book asked.
 */
export const findTargets = async (
  context: Context<TargetPorts>,
  { discipline, ref, name }: AskedRecipient,
): Promise<Candidates> => {
  const { directory, asker, signal } = context
  if (ref !== undefined) return await byRef(context, ref)
  if (discipline === undefined) {
    return await fromDirectory(directory.byName(name ?? '', signal), [], true)
  }
  const { team, complete } = await readTeam(context)
  const own = team === undefined ? [] : teamTargets(team, discipline, asker.member)
  if (own.length === 1 && complete) return found(own, true)
  return await fromDirectory(directory.byDiscipline(discipline, signal), own, complete)
}
