import { createHash } from 'node:crypto'
import { FhirError } from '../../fhir/fhir.ts'
import {
  announcedTypes,
  answerTypes,
  type Changed,
  type ChangeReader,
  type FollowedType,
  teamTypes,
  toldTypes,
} from '../../fhir/server/changes.ts'
import type { AuditEntry, Change, Incoming, Store } from '../../store/store.ts'
import { systemLine } from '../access/audit-lines.ts'
import type { NoticeKind } from './notify.ts'
import { type ChangeToTell, newsWork } from './subscriptions.ts'

/** Clocks differ and servers commit late: this much of the past is read again, and seen versions are left out. */
export const overlapMs = 120_000

export type PollerParts = {
  readonly changes: ChangeReader
  readonly store: Store
  readonly clock: () => number
  /** Work was accepted. */
  readonly onWork: () => void
  /** Care teams may have changed: of these patients, or of any. */
  readonly onTeams: (patients: readonly string[] | undefined) => void
}

type NewsType = (typeof announcedTypes)[number] | (typeof toldTypes)[number]

const kinds: Readonly<Record<NewsType, NoticeKind>> = {
  MedicationRequest: 'medicatie',
  MedicationDispense: 'medicatie',
  MedicationStatement: 'medicatie',
  AllergyIntolerance: 'allergie',
  Observation: 'meting',
  Task: 'taak',
  Flag: 'waarschuwing',
  Condition: 'probleem',
  DiagnosticReport: 'verslag',
  Appointment: 'afspraak',
  CarePlan: 'zorgplan',
  // What somebody wants or does not want at the end of life is named in no notice, not even by its kind.
  Consent: 'overig',
}

const isNews = (type: FollowedType): type is NewsType => type in kinds

const isTeam = (type: FollowedType): boolean => teamTypes.some((one) => one === type)

const isAnnounced = (type: FollowedType): boolean =>
  announcedTypes.some((announced) => announced === type)

const kindOf = ({ type, isLaboratory }: Changed): NoticeKind | undefined =>
  isLaboratory === true ? 'lab' : isNews(type) ? kinds[type] : undefined

const toChange = ({ type, id, versionId }: Changed): Change => ({ type, id, versionId })

/** One run over every followed type. A type that cannot be read keeps its cursor; the others go on; then the first error is thrown. */
export const createPoll = (parts: PollerParts): ((signal: AbortSignal) => Promise<void>) => {
  const { changes, store, clock } = parts

  /**
   * What the bot wrote itself is news to nobody. Which versions these are it remembers when the record answers; until
   * then, or when a write was broken off, the first version of a resource that carries one of its identifiers is its own.
   */
  const isOwn = async (one: Changed): Promise<boolean> => {
    const { identifiers } = one
    if (identifiers.length === 0) return false
    const own = await store.ownIdentifiers(identifiers)
    if (own.size === 0) return false
    return isFirst(one)
  }

  // Most servers count versions; of the others the one that is seen first must do.
  const isFirst = async ({ type, id, versionId }: Changed): Promise<boolean> =>
    /^\d+$/.test(versionId) ? versionId === '1' : !(await store.seenBefore(type, id))

  const unseen = async (found: readonly Changed[]): Promise<readonly Changed[]> => {
    const fresh = new Set((await store.unseen(found.map(toChange))).map(keyOf))
    return found.filter((one) => fresh.has(keyOf(one)))
  }

  const read = async (type: FollowedType, startedAt: string, signal: AbortSignal) => {
    const cursor = await store.cursor(type)
    const since = new Date(Date.parse(cursor ?? startedAt) - overlapMs).toISOString()
    const { changes: found, isWhole } = await changes.since(type, since, signal)
    // What stood in the record before the bot came is not news, but it is known from now on.
    if (cursor === undefined) return { type, cursor: startedAt, fresh: [], old: found }
    // One wrong time in the future must not hide what is written until then.
    const newest = found
      .flatMap(({ lastUpdated }) => lastUpdated ?? [])
      .findLast((at) => Date.parse(at) <= Date.parse(startedAt))
    const next = newest !== undefined && Date.parse(newest) > Date.parse(cursor) ? newest : cursor
    // More within the overlap than is read at once: the same would be read again and again, and this must not look well.
    if (!isWhole && next === cursor) throw new FhirError('unavailable')
    return { type, cursor: next, fresh: await unseen(found), old: [] }
  }

  /** What becomes of a request the bot sent is told below its answer, and is no news beside that. */
  const followedWork = async ({ type, id, versionId }: Changed): Promise<Incoming | undefined> => {
    if (type !== 'Task') return undefined
    const ref = `Task/${id}`
    const follow = await store.follow(ref)
    if (follow === undefined) return undefined
    const body = JSON.stringify({ kind: 'task-changed', ref })
    return { id: `task:${id}:${versionId}`, lane: follow.roomId, body, late: false }
  }

  /** Somebody put an urgent task into the record: who is asked is called, if that is one of the team. */
  const urgentWork = async (one: Changed): Promise<readonly Incoming[]> => {
    const { type, id, patient } = one
    if (type !== 'Task' || one.isUrgent !== true || patient === undefined) return []
    const link = (await isFirst(one)) ? await store.linkOfPatient(patient) : undefined
    if (link?.roomId === undefined) return []
    const body = JSON.stringify({ kind: 'task-new', ref: `Task/${id}`, patient })
    return [{ id: `task-new:${id}`, lane: link.roomId, body, late: false }]
  }

  /** Somebody answered a proposal for a repeat: that is told below the answer that said it was made. */
  const answeredWork = async ({
    type,
    id,
    versionId,
    patient,
    answers = [],
  }: Changed): Promise<readonly Incoming[]> => {
    if (answers.length === 0) return []
    const proposals = await store.proposalsNamed(answers)
    return proposals
      .filter((proposal) => proposal.patient === patient)
      .map(({ ref, roomId }) => ({
        id: `answered:${ref}:${id}:${versionId}`,
        lane: roomId,
        body: JSON.stringify({ kind: 'repeat-answered', proposal: ref, reply: `${type}/${id}` }),
        late: false,
      }))
  }

  const noticesFor = async (fresh: readonly Changed[]): Promise<readonly Incoming[]> => {
    const perPatient = new Map<string, Changed[]>()
    const work: Incoming[] = []
    const told: ChangeToTell[] = []
    for (const one of fresh) {
      work.push(...(await answeredWork(one)))
      const kind = kindOf(one)
      if (kind === undefined || (await isOwn(one))) continue
      told.push({ ...one, kind, isNew: await isFirst(one) })
      if (!isAnnounced(one.type)) continue
      const followed = await followedWork(one)
      if (followed !== undefined) work.push(followed)
      if (followed !== undefined || one.patient === undefined) continue
      work.push(...(await urgentWork(one)))
      perPatient.set(one.patient, [...(perPatient.get(one.patient) ?? []), one])
    }
    for (const [patient, list] of perPatient) {
      const link = await store.linkOfPatient(patient)
      if (link?.roomId === undefined) continue
      const counts: Partial<Record<NoticeKind, number>> = {}
      for (const one of list) {
        const kind = kindOf(one)
        if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + 1
      }
      const id = createHash('sha256')
        .update(list.map(keyOf).toSorted().join('\n'))
        .digest('base64url')
      const body = JSON.stringify({ kind: 'notice', patient, counts })
      work.push({ id: `notice:${id}`, lane: link.roomId, body, late: false })
    }
    return [...work, ...(await newsWork(store, told))]
  }

  /**
   * One line for each patient of whom something new came, and one for what belongs to no patient. A poll that finds
   * nothing read nobody's data, and what only lies in the overlap was told when it was first read.
   */
  const linesFor = (found: readonly Changed[]): readonly AuditEntry[] =>
    [...Map.groupBy(found, ({ patient }) => patient)].map(([patient, list]) => {
      const perType = Map.groupBy(list, ({ type }) => type)
      const what = [...perType].map(([type, some]) => `${type} ${some.length}`).join(', ')
      return systemLine(clock(), { action: 'read', what, outcome: 'ok' }, { patient })
    })

  return async (signal) => {
    const startedAt = new Date(clock()).toISOString()
    const results = await Promise.allSettled(
      [...announcedTypes, ...toldTypes, ...answerTypes, ...teamTypes].map((type) =>
        read(type, startedAt, signal),
      ),
    )
    const found = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const fresh = found.flatMap((one) => one.fresh)
    const work = await noticesFor(fresh)
    const news = [...fresh, ...(await unseen(found.flatMap((one) => one.old)))]
    // Before what follows from it: a process that ends in between reads again, and says so again.
    if (news.length > 0) await store.audit(linesFor(news))
    await store.advance({
      changes: news.map(toChange),
      cursors: Object.fromEntries(found.map(({ type, cursor }) => [type, cursor])),
      work,
    })
    if (work.length > 0) parts.onWork()
    const team = fresh.filter(({ type }) => isTeam(type))
    if (team.length > 0) parts.onTeams(teamsOf(team))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed !== undefined)
      throw failed.reason instanceof Error ? failed.reason : new FhirError('unavailable')
  }
}

const keyOf = ({ type, id, versionId }: Change): string => `${type}/${id}/${versionId}`

/** The patients whose teams changed, or undefined when a person changed who may be in any team. */
const teamsOf = (fresh: readonly Changed[]): readonly string[] | undefined =>
  fresh.some(({ type }) => type !== 'CareTeam')
    ? undefined
    : fresh.flatMap(({ patient }) => patient ?? [])
