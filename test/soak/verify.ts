import { answeredEvent, type ClientEvent } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { createSqliteStore } from '../../src/store/sqlite.ts'
import { assertReplyInvariant } from '../flatten.ts'
import { countsIn, historyOf, isEdit } from './history.ts'
import type { Journal } from './journal.ts'
import { referralsIn } from './referrals.ts'

/** What a run is compared with. */
export type Outcome = {
  readonly journal: Journal
  /** A person who is in every room. */
  readonly reader: Client
  /** The room of each patient. */
  readonly rooms: ReadonlyMap<string, string>
  readonly botUserId: string
  readonly fhirUrl: string
  readonly database: string
}

const count = <T>(values: Iterable<T>): ReadonlyMap<T, number> => {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

const invariantProblem = (event: ClientEvent): readonly string[] => {
  try {
    assertReplyInvariant(event.content)
    return []
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [`an answer breaks the reply invariant: ${why}`]
  }
}

const answerProblems = (
  { journal }: Outcome,
  fromBot: readonly ClientEvent[],
): readonly string[] => {
  const answers = count(
    fromBot.filter((event) => !isEdit(event)).flatMap((event) => answeredEvent(event) ?? []),
  )
  const known = new Set(journal.typed.map(({ eventId }) => eventId))
  return [
    ...journal.typed.flatMap(({ eventId, line, by }) => {
      const times = answers.get(eventId) ?? 0
      return times === 1 ? [] : [`"${line}" of ${by} was answered ${times} times (${eventId})`]
    }),
    ...[...answers.keys()].flatMap((id) => (known.has(id) ? [] : [`${id} needed no answer`])),
  ]
}

/** Calls who asked to an answer that was long in coming: no answer itself, and not silent. */
const isCall = (event: ClientEvent): boolean => event.content['msgtype'] === 'm.text'

const bodyOf = (event: ClientEvent | undefined): string =>
  JSON.stringify(String(event?.content['body']).slice(0, 60))

/** People read answers as belonging to what stands above: to one person they come in the order of the questions. */
const orderProblems = (
  { journal }: Outcome,
  roomId: string,
  fromBot: readonly ClientEvent[],
): readonly string[] => {
  const place = new Map<string, number>()
  for (const [index, event] of fromBot.entries()) {
    const answered = isEdit(event) ? undefined : answeredEvent(event)
    if (answered !== undefined && !place.has(answered)) place.set(answered, index)
  }
  const last = new Map<string, { readonly place: number; readonly line: string }>()
  return journal.typed.flatMap(({ eventId, roomId: where, by, line }) => {
    const here = where === roomId ? place.get(eventId) : undefined
    if (here === undefined) return []
    const before = last.get(by)
    if (before === undefined || here > before.place) last.set(by, { place: here, line })
    const earlier = before !== undefined && here < before.place ? before : undefined
    return earlier === undefined
      ? []
      : [
          `"${line}" of ${by} was answered (${here}: ${bodyOf(fromBot[here])}) before "${earlier.line}" (${earlier.place}: ${bodyOf(fromBot[earlier.place])})`,
        ]
  })
}

const noticeProblems = (
  { journal }: Outcome,
  patient: string,
  fromBot: readonly ClientEvent[],
): readonly string[] => {
  const announced = new Map<string, number>()
  for (const event of fromBot)
    for (const [kind, more] of countsIn(event) ?? [])
      announced.set(kind, (announced.get(kind) ?? 0) + more)
  const made = count(
    journal.changes.flatMap((change) => (change.patient === patient ? [change.kind] : [])),
  )
  return [...new Set([...made.keys(), ...announced.keys()])].flatMap((kind) => {
    const expected = new Map<string, number>(made).get(kind) ?? 0
    const found = announced.get(kind) ?? 0
    return found === expected
      ? []
      : [`${patient}: ${expected} changes of ${kind} were announced as ${found}`]
  })
}

const referralProblems = async ({ journal, fhirUrl }: Outcome): Promise<readonly string[]> => {
  const found = await referralsIn(fhirUrl)
  const asked = new Set(journal.referrals.map(({ question }) => question))
  return [
    ...journal.referrals.flatMap(({ question, confirmed, patient }) => {
      const here = found.filter((one) => one.question === question)
      const times = confirmed ? 1 : 0
      const tasks = here.map((one) => one.tasks).join(' ')
      if (here.length !== times) return [`"${question}" is ${here.length} times in the record`]
      if (here.some((one) => one.patient !== patient))
        return [`"${question}" is of another patient`]
      return here.every((one) => one.tasks === 1) ? [] : [`"${question}" has ${tasks} tasks`]
    }),
    ...found.flatMap(({ question }) =>
      question.startsWith('controle bloeddruk ') && !asked.has(question)
        ? [`nobody confirmed "${question}"`]
        : [],
    ),
  ]
}

const storeProblems = async ({ journal, database }: Outcome): Promise<readonly string[]> => {
  const store = await createSqliteStore({ file: database, beside: true })
  try {
    const broken = await store.brokenAuditLine()
    const letters = await store.letters()
    const { pending } = await store.stats(Date.now())
    const named = new Set((await store.auditTrail({})).map(({ eventId }) => eventId))
    return [
      ...(broken === undefined ? [] : [`the audit trail is broken at line ${broken}`]),
      ...letters.map(({ id, code }) => `${id} was parked: ${code}`),
      ...(pending === 0 ? [] : [`${pending} items still wait`]),
      ...journal.typed.flatMap(({ eventId, line, audited }) =>
        audited && !named.has(eventId) ? [`"${line}" is not in the audit trail`] : [],
      ),
    ]
  } finally {
    await store.close()
  }
}

/** Everything in which what became of a run differs from what was done in it; nothing when all is well. */
export const problemsOf = async (outcome: Outcome): Promise<readonly string[]> => {
  const fromBot: ClientEvent[] = []
  const perRoom: string[] = []
  for (const [patient, roomId] of outcome.rooms) {
    const here = (await historyOf(outcome.reader, roomId)).filter(
      (event) =>
        event.sender === outcome.botUserId && event.type === 'm.room.message' && !isCall(event),
    )
    fromBot.push(...here)
    perRoom.push(...noticeProblems(outcome, patient, here), ...orderProblems(outcome, roomId, here))
  }
  return [
    ...outcome.journal.troubles,
    ...answerProblems(outcome, fromBot),
    ...perRoom,
    ...fromBot.flatMap(invariantProblem),
    ...(await referralProblems(outcome)),
    ...(await storeProblems(outcome)),
  ]
}
