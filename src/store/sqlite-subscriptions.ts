import { type Database, orUndefined } from './sqlite-database.ts'
import type { News, Subscription, Subscriptions } from './store.ts'

/** The tables of this part. */
export const subscriptionTables = `
  CREATE TABLE subscription (
    user_id TEXT NOT NULL, patient TEXT NOT NULL, kinds TEXT NOT NULL, daily INTEGER NOT NULL,
    quiet_from INTEGER, quiet_to INTEGER,
    PRIMARY KEY (user_id, patient)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX subscription_patient ON subscription (patient);
  -- What somebody is to be told: told once, so that it is kept for a while after it was taken.
  CREATE TABLE news (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT NOT NULL, patient TEXT NOT NULL, change TEXT NOT NULL,
    kind TEXT NOT NULL, is_new INTEGER NOT NULL, due_at INTEGER NOT NULL, taken_by TEXT, taken_at INTEGER,
    UNIQUE (user_id, change)
  ) STRICT;
  CREATE INDEX news_due ON news (user_id, due_at) WHERE taken_by IS NULL;
  CREATE INDEX news_taken ON news (taken_by) WHERE taken_by IS NOT NULL;
`

/** Subscriptions, and what becomes of news that was told long ago. */
export type SubscriptionsPart = Subscriptions & { readonly forgetNews: (before: number) => void }

type Row = {
  readonly userId: string
  readonly patient: string
  readonly kinds: string
  readonly daily: number
  readonly quietFrom: number | null
  readonly quietTo: number | null
}
type NewsRow = Omit<News, 'isNew'> & { readonly isNew: number }

const columns = `user_id AS userId, patient, kinds, daily, quiet_from AS quietFrom, quiet_to AS quietTo
  FROM subscription`
const newsColumns = `user_id AS userId, patient, change, kind, is_new AS isNew, due_at AS dueAt FROM news`

/** Who wants to know of which changes, and what they have not been told yet. */
export function createSubscriptionsPart(db: Database): SubscriptionsPart {
  const save = db.prepare<[string, string, string, number, number | null, number | null]>(
    `INSERT INTO subscription (user_id, patient, kinds, daily, quiet_from, quiet_to) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (user_id, patient) DO UPDATE SET kinds = excluded.kinds, daily = excluded.daily,
     quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`,
  )
  const drop = db.prepare<[string, string]>(
    'DELETE FROM subscription WHERE user_id = ? AND patient = ?',
  )
  const dropNews = db.prepare<[string, string]>(
    'DELETE FROM news WHERE user_id = ? AND patient = ? AND taken_by IS NULL',
  )
  const ofPatient = db.prepare<[string], Row>(
    `SELECT ${columns} WHERE patient = ? ORDER BY user_id`,
  )
  const ofPerson = db.prepare<[string], Row>(`SELECT ${columns} WHERE user_id = ? ORDER BY patient`)
  const addOne = db.prepare<[string, string, string, string, number, number]>(
    `INSERT INTO news (user_id, patient, change, kind, is_new, due_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (user_id, change) DO NOTHING`,
  )
  const firstDue = db.prepare<[string], { dueAt: number | null }>(
    'SELECT min(due_at) AS dueAt FROM news WHERE user_id = ? AND taken_by IS NULL',
  )
  const setTimer = db.prepare<[string, number, string, string]>(
    `INSERT INTO timer (id, due_at, lane, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at`,
  )
  const takenBy = db.prepare<[string], NewsRow>(
    `SELECT ${newsColumns} WHERE taken_by = ? ORDER BY seq`,
  )
  const take = db.prepare<[string, number, string, number]>(
    `UPDATE news SET taken_by = ?, taken_at = ?
     WHERE user_id = ? AND taken_by IS NULL AND due_at <= ?`,
  )
  const lastTaken = db.prepare<[string], { at: number | null }>(
    'SELECT max(taken_at) AS at FROM news WHERE user_id = ?',
  )
  const forget = db.prepare<[number]>('DELETE FROM news WHERE taken_at < ?')

  /** Within the commit that adds or takes news: whoever still has some is told when it is due. */
  const wakeFor = (userId: string) => {
    const dueAt = firstDue.get(userId)?.dueAt
    if (dueAt === undefined || dueAt === null) return
    const body = JSON.stringify({ kind: 'tell-news', userId })
    setTimer.run(`news ${userId}`, dueAt, `person:${userId}`, body)
  }

  return {
    async saveSubscription({ userId, patient, kinds, daily, quiet }) {
      const hours = [quiet?.from ?? null, quiet?.to ?? null] as const
      db.commit(() => save.run(userId, patient, JSON.stringify(kinds), daily ? 1 : 0, ...hours))
    },
    async dropSubscription(userId, patient) {
      return db.commit(() => {
        dropNews.run(userId, patient)
        return drop.run(userId, patient).changes > 0
      })
    },
    async subscriptionsOf(patient) {
      return ofPatient.all(patient).map(toSubscription)
    },
    async subscriptionsFor(userId) {
      return ofPerson.all(userId).map(toSubscription)
    },
    async addNews(news) {
      db.commit(() => {
        for (const { userId, patient, change, kind, isNew, dueAt } of news)
          addOne.run(userId, patient, change, kind, isNew ? 1 : 0, dueAt)
        for (const userId of new Set(news.map((one) => one.userId))) wakeFor(userId)
      })
    },
    async takeNews(userId, itemId, now) {
      return db.commit(() => {
        if (takenBy.get(itemId) === undefined) take.run(itemId, now, userId, now)
        wakeFor(userId)
        return takenBy.all(itemId).map((row) => ({ ...row, isNew: row.isNew !== 0 }))
      })
    },
    async lastNewsAt(userId) {
      return orUndefined(lastTaken.get(userId)?.at ?? null)
    },
    forgetNews(before) {
      db.relaxed(() => forget.run(before))
    },
  }
}

function toSubscription({ quietFrom, quietTo, ...row }: Row): Subscription {
  const kinds: readonly string[] = JSON.parse(row.kinds)
  const quiet =
    quietFrom === null || quietTo === null ? undefined : { from: quietFrom, to: quietTo }
  return { userId: row.userId, patient: row.patient, kinds, daily: row.daily !== 0, quiet }
}
