import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ResourceRef } from '../../fhir/fhir.ts'
import type { Change, Incoming, News, Store, Subscription } from '../../store/store.ts'
import { professionalOf, type Teams } from '../access/access.ts'
import { systemLine } from '../access/audit-lines.ts'
import type { Work } from '../inbox/work.ts'
import { type NoticeKind, noticeKinds } from './notify.ts'
import { type DayTime, dueAt } from './subscriptions-time.ts'

/** A change in a patient's record: what kind it is of and who made it, never what it says. */
export type ChangeToTell = Change & {
  readonly patient: string | undefined
  readonly kind: NoticeKind
  readonly isNew: boolean
  /** References or the account of who made it. */
  readonly by?: readonly string[]
}

const shape = z.object({
  kind: z.literal('news'),
  patient: z.string(),
  changes: z.array(
    z.object({
      change: z.string(),
      kind: z.enum(noticeKinds),
      isNew: z.boolean(),
      by: z.array(z.string()).default([]),
    }),
  ),
})

/** Nobody is sent two messages within this time: what comes meanwhile goes into one. */
const apartMs = 60_000

const keyOf = ({ type, id, versionId }: Change): string => `${type}/${id}/${versionId}`

/** The work of telling these changes to those who asked for them, one for each patient of whom somebody did. */
export const newsWork = async (
  store: Pick<Store, 'subscriptionsOf'>,
  changes: readonly ChangeToTell[],
): Promise<readonly Incoming[]> => {
  const work: Incoming[] = []
  for (const [patient, list] of Map.groupBy(changes, (one) => one.patient)) {
    if (patient === undefined || (await store.subscriptionsOf(patient)).length === 0) continue
    const told = list.map(({ kind, isNew, by = [], ...one }) => ({
      change: keyOf(one),
      kind,
      isNew,
      // A later version may be anybody's: only who made the first is known.
      by: isNew ? by : by.filter((who) => who.startsWith('@')),
    }))
    const id = createHash('sha256')
      .update(
        told
          .map(({ change }) => change)
          .toSorted()
          .join('\n'),
      )
      .digest('base64url')
    const body = JSON.stringify({ kind: 'news', patient, changes: told })
    work.push({ id: `news:${id}`, lane: `patient:${patient}`, body, late: false })
  }
  return work
}

/** What finding who subscribed to a change needs. */
export type FanOutParts = {
  readonly store: Pick<Store, 'subscriptionsOf' | 'addNews' | 'lastNewsAt' | 'audit'>
  readonly teams: Pick<Teams, 'recent'>
  readonly digest: DayTime
  readonly timeZone: string
  readonly clock: () => number
}

const wants = ({ kinds }: Subscription, kind: NoticeKind): boolean =>
  kinds.includes('alles') || kinds.includes(kind)

/** Puts changes down for each person who asked for them, but not for who made them. Done again it adds nothing. */
export const createFanOut = (parts: FanOutParts): Work => {
  const { store, teams, clock } = parts

  /** Who an account belongs to in a patient's team, by reference. */
  const refsOf = async (userId: string, patient: string, signal: AbortSignal) => {
    const { team, deeds } = await teams.recent(patient, 60_000, signal)
    await store.audit(deeds.map((deed) => systemLine(clock(), deed, { patient })))
    const member = professionalOf(team, userId)
    return [member?.ref, member?.practitioner].filter((ref) => ref !== undefined)
  }

  const newsFor = async (
    subscription: Subscription,
    { patient, changes }: z.infer<typeof shape>,
    signal: AbortSignal,
  ): Promise<readonly News[]> => {
    const { userId } = subscription
    const wanted = changes.filter(({ kind }) => wants(subscription, kind))
    if (wanted.length === 0) return []
    const hasMakers = wanted.some(({ by }) => by.some((who) => !who.startsWith('@')))
    const own = new Set([userId, ...(hasMakers ? await refsOf(userId, patient, signal) : [])])
    const last = await store.lastNewsAt(userId)
    const now = clock()
    const earliest = last === undefined ? now : Math.max(now, last + apartMs)
    const due = dueAt(subscription, earliest, parts)
    return wanted
      .filter(({ by }) => !by.some((who) => own.has(who)))
      .map(({ change, kind, isNew }) => ({ userId, patient, change, kind, isNew, dueAt: due }))
  }

  return async (_item, body, signal) => {
    const news = shape.parse(body)
    const subscriptions = await store.subscriptionsOf(news.patient)
    const all = await Promise.all(subscriptions.map((one) => newsFor(one, news, signal)))
    if (all.some(({ length }) => length > 0)) await store.addNews(all.flat())
  }
}

const kindsWritten: Readonly<Record<string, NoticeKind>> = {
  MedicationRequest: 'medicatie',
  AllergyIntolerance: 'allergie',
  Observation: 'meting',
  Task: 'taak',
  Condition: 'probleem',
  Appointment: 'afspraak',
  CarePlan: 'zorgplan',
}

/** What the bot wrote itself for somebody, as changes to tell to the others: it is no news of the record in the room. */
export const writtenChanges = (
  refs: readonly ResourceRef[],
  { patient, by, deed }: { readonly patient: string; readonly by: string; readonly deed: string },
): readonly ChangeToTell[] =>
  refs.flatMap(({ ref, versionId }) => {
    const [type = '', id = ''] = ref.split('/')
    const kind = kindsWritten[type]
    if (kind === undefined) return []
    const isNew = versionId === undefined || versionId === '1'
    return [{ type, id, versionId: versionId ?? deed, patient, kind, isNew, by: [by] }]
  })
