import { createMemo } from './memo.ts'
import { type Database, orUndefined } from './sqlite-database.ts'
import { StoreError } from './sqlite-error.ts'
import type { Conversation, Conversations } from './store.ts'

/** The tables of this part. */
export const conversationTables = `
  CREATE TABLE conversation (
    request TEXT PRIMARY KEY, patient TEXT NOT NULL, number INTEGER NOT NULL, nonce TEXT NOT NULL UNIQUE,
    room_id TEXT, archived INTEGER NOT NULL DEFAULT 0, people TEXT NOT NULL,
    UNIQUE (patient, number)
  ) STRICT;
  CREATE INDEX conversation_room ON conversation (room_id);
`

type Row = Omit<Conversation, 'roomId' | 'archived' | 'people'> & {
  readonly roomId: string | null
  readonly archived: number
  readonly people: string
}

const columns =
  'request, patient, number, nonce, room_id AS roomId, archived, people FROM conversation'

/** Conversations about patients, and the rooms they are held in. */
export function createConversationsPart(db: Database): Conversations {
  const insert = db.prepare<[string, string, string, string, string], Row>(
    `INSERT INTO conversation (request, patient, number, nonce, people)
     VALUES (?, ?, (SELECT coalesce(max(number), 0) + 1 FROM conversation WHERE patient = ?), ?, ?)`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${columns} WHERE request = ?`)
  const ofRoom = db.prepare<[string], Row>(`SELECT ${columns} WHERE room_id = ?`)
  const ofPatient = db.prepare<[string], Row>(`SELECT ${columns} WHERE patient = ? ORDER BY number`)
  const setRoom = db.prepare<[string, string]>(
    'UPDATE conversation SET room_id = ? WHERE request = ?',
  )
  const setArchived = db.prepare<[number, string]>(
    'UPDATE conversation SET archived = ? WHERE request = ?',
  )
  const setPeople = db.prepare<[string, string]>(
    'UPDATE conversation SET people = ? WHERE request = ?',
  )
  // Every message asks whether its room is one of these.
  const memo = createMemo<Conversation | undefined>()

  const update = (run: () => { readonly changes: number }) => {
    memo.forget()
    if (db.commit(run).changes === 0) throw new StoreError('no-link')
  }

  return {
    async openConversation({ request, patient, nonce, people }) {
      memo.forget()
      return db.commit(() => {
        if (find.get(request) === undefined)
          insert.run(request, patient, patient, nonce, JSON.stringify(people))
        const row = find.get(request)
        if (row === undefined) throw new StoreError('no-link')
        return toConversation(row)
      })
    },
    async saveConversationRoom(request, roomId) {
      update(() => setRoom.run(roomId, request))
    },
    async archiveConversation(request, archived) {
      update(() => setArchived.run(archived ? 1 : 0, request))
    },
    async addToConversation(request, people) {
      const row = find.get(request)
      if (row === undefined) throw new StoreError('no-link')
      const all = [...new Set([...toConversation(row).people, ...people])]
      update(() => setPeople.run(JSON.stringify(all), request))
    },
    async conversation(request) {
      return toConversationOrNone(find.get(request))
    },
    async conversationOfRoom(roomId) {
      return memo.of(roomId, () => toConversationOrNone(ofRoom.get(roomId)))
    },
    async conversationsOf(patient) {
      return ofPatient.all(patient).map(toConversation)
    },
  }
}

function toConversation(row: Row): Conversation {
  const people: readonly string[] = JSON.parse(row.people)
  return { ...row, roomId: orUndefined(row.roomId), archived: row.archived !== 0, people }
}

function toConversationOrNone(row: Row | undefined): Conversation | undefined {
  return row === undefined ? undefined : toConversation(row)
}
