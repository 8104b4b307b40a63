import { createMemo } from './memo.ts'
import { type Database, orUndefined } from './sqlite-database.ts'
import { StoreError } from './sqlite-error.ts'
import type { Gap, Links, RoomLink } from './store.ts'

type Row = {
  readonly patient: string
  readonly nonce: string
  readonly name: string
  readonly spaceId: string | null
  readonly roomId: string | null
}

const columns = 'patient, nonce, name, space_id AS spaceId, room_id AS roomId FROM link'

/** Which rooms belong to which patient and person, and small facts that outlive a restart. */
export function createLinksPart(db: Database): Links {
  const insertLink = db.prepare<[string, string, string]>(
    'INSERT INTO link (patient, nonce, name) VALUES (?, ?, ?)',
  )
  const ofPatient = db.prepare<[string], Row>(`SELECT ${columns} WHERE patient = ?`)
  const ofRoom = db.prepare<[string, string], Row>(
    `SELECT ${columns} WHERE room_id = ? OR space_id = ?`,
  )
  const all = db.prepare<[], Row>(`SELECT ${columns} ORDER BY patient`)
  const named = db.prepare<[string], Row>(`SELECT ${columns} WHERE name = ?`)
  const setSpace = db.prepare<[string, string]>('UPDATE link SET space_id = ? WHERE patient = ?')
  const setRoom = db.prepare<[string, string]>('UPDATE link SET room_id = ? WHERE patient = ?')
  const directOf = db.prepare<[string], { roomId: string }>(
    'SELECT room_id AS roomId FROM direct WHERE user_id = ?',
  )
  const directWith = db.prepare<[string], { userId: string }>(
    'SELECT user_id AS userId FROM direct WHERE room_id = ?',
  )
  const setDirect = db.prepare<[string, string]>(
    `INSERT INTO direct (user_id, room_id) VALUES (?, ?)
     ON CONFLICT (user_id) DO UPDATE SET room_id = excluded.room_id`,
  )
  const gapOf = db.prepare<[string], Gap>(
    `SELECT room_id AS roomId, last_event_id AS lastEventId, last_ts AS lastTs
     FROM gap WHERE room_id = ?`,
  )
  const setGap = db.prepare<[string, string, number]>(
    `INSERT INTO gap (room_id, last_event_id, last_ts) VALUES (?, ?, ?)
     ON CONFLICT (room_id) DO UPDATE
     SET last_event_id = excluded.last_event_id, last_ts = excluded.last_ts`,
  )
  const settingOf = db.prepare<[string], { value: string }>(
    'SELECT value FROM setting WHERE key = ?',
  )
  const setSetting = db.prepare<[string, string]>(
    `INSERT INTO setting (key, value) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  )

  const linkMemo = createMemo<RoomLink | undefined>()
  const directMemo = createMemo<string | undefined>()

  const update = (run: () => { readonly changes: number }) => {
    linkMemo.forget()
    if (db.commit(run).changes === 0) throw new StoreError('no-link')
  }

  return {
    async openLink(patient, nonce, name) {
      linkMemo.forget()
      return db.commit(() => {
        const kept = ofPatient.get(patient)
        if (kept !== undefined) return toLink(kept)
        if (named.get(name) !== undefined) throw new StoreError('name-taken')
        insertLink.run(patient, nonce, name)
        return { patient, nonce, name, spaceId: undefined, roomId: undefined }
      })
    },
    async saveSpace(patient, spaceId) {
      update(() => setSpace.run(spaceId, patient))
    },
    async saveRoom(patient, roomId) {
      update(() => setRoom.run(roomId, patient))
    },
    async linkOfPatient(patient) {
      return toLinkOrNone(ofPatient.get(patient))
    },
    async linkOfRoom(roomId) {
      return linkMemo.of(roomId, () => toLinkOrNone(ofRoom.get(roomId, roomId)))
    },
    async links() {
      return all.all().map(toLink)
    },
    async nameTaken(name) {
      return named.get(name) !== undefined
    },
    async directRoom(userId) {
      return directOf.get(userId)?.roomId
    },
    async saveDirectRoom(userId, roomId) {
      directMemo.forget()
      db.commit(() => setDirect.run(userId, roomId))
    },
    async directUser(roomId) {
      return directMemo.of(roomId, () => directWith.get(roomId)?.userId)
    },
    async gap(roomId) {
      return gapOf.get(roomId)
    },
    async saveGap({ roomId, lastEventId, lastTs }) {
      db.relaxed(() => setGap.run(roomId, lastEventId, lastTs))
    },
    async setting(key) {
      return settingOf.get(key)?.value
    },
    async saveSetting(key, value) {
      db.commit(() => setSetting.run(key, value))
    },
  }
}

function toLink(row: Row): RoomLink {
  return { ...row, spaceId: orUndefined(row.spaceId), roomId: orUndefined(row.roomId) }
}

function toLinkOrNone(row: Row | undefined): RoomLink | undefined {
  return row === undefined ? undefined : toLink(row)
}
