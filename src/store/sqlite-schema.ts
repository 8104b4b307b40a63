import { auditColumns } from './sqlite-audit.ts'
import { conversationTables } from './sqlite-conversations.ts'
import { followTables } from './sqlite-follows.ts'
import { listTables } from './sqlite-lists.ts'
import { lookTables } from './sqlite-looks.ts'
import { undoColumns } from './sqlite-prompts.ts'
import { proposalTables } from './sqlite-proposals.ts'
import { subscriptionTables } from './sqlite-subscriptions.ts'
import { timerTables } from './sqlite-timers.ts'

/** The numbered schema steps: step n brings `user_version` to n. Released steps never change; new ones are added. */
export const schemaSteps: readonly string[] = [
  `
  -- Ids accepted before, as the first half of their SHA-256. A batch adds one row to the first table, with its keys one
  -- after the other, so that a commit touches few pages; from time to time they are sorted into the second.
  CREATE TABLE fresh (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, keys BLOB NOT NULL) STRICT;
  CREATE TABLE seen (key BLOB PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    lane TEXT NOT NULL,
    body TEXT NOT NULL,
    late INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    received_at INTEGER NOT NULL,
    parked_at INTEGER,
    code TEXT
  ) STRICT;
  CREATE INDEX inbox_waiting ON inbox (lane, seq) WHERE parked_at IS NULL;
  CREATE INDEX inbox_parked ON inbox (seq) WHERE parked_at IS NOT NULL;

  -- One row for every lane that has waiting items. Rank 0 (rooms) goes before rank 1 (the bot's own work).
  CREATE TABLE lane (lane TEXT PRIMARY KEY, rank INTEGER NOT NULL, ready_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX lane_ready ON lane (rank, ready_at);

  CREATE TABLE extra (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;

  CREATE TABLE step (
    item TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, result TEXT,
    PRIMARY KEY (item, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE link (
    patient TEXT PRIMARY KEY, nonce TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, space_id TEXT, room_id TEXT
  ) STRICT;
  CREATE INDEX link_space ON link (space_id);
  CREATE INDEX link_room ON link (room_id);
  CREATE TABLE direct (user_id TEXT PRIMARY KEY, room_id TEXT NOT NULL) STRICT;
  CREATE INDEX direct_room ON direct (room_id);
  CREATE TABLE gap (room_id TEXT PRIMARY KEY, last_event_id TEXT NOT NULL, last_ts INTEGER NOT NULL) STRICT;
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE prompt (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    room_id TEXT NOT NULL,
    patient TEXT NOT NULL,
    requester TEXT NOT NULL,
    requester_name TEXT NOT NULL,
    code TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    prompt_event_id TEXT,
    claimed_by TEXT,
    closed_at INTEGER
  ) STRICT;
  CREATE INDEX prompt_room ON prompt (room_id, created_at);
  CREATE UNIQUE INDEX prompt_code ON prompt (room_id, code) WHERE state IN ('open', 'executing') AND code <> '';
  CREATE INDEX prompt_open ON prompt (expires_at) WHERE state = 'open';

  CREATE TABLE cursor (type TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
  CREATE TABLE change (
    type TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (type, id, version)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX change_at ON change (at);
  CREATE TABLE own_identifier (value TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    role TEXT,
    action TEXT NOT NULL,
    what TEXT NOT NULL,
    patient TEXT,
    room_id TEXT,
    event_id TEXT,
    outcome TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_patient ON audit (patient, seq);
  CREATE INDEX audit_event ON audit (event_id);
  CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
  `,
  `
  -- Every batch of accepted ids stays one row; what was sorted into a table of its own goes back.
  ALTER TABLE seen RENAME TO sorted;
  ALTER TABLE fresh RENAME TO seen;
  INSERT INTO seen (at, keys) SELECT at, key FROM sorted;
  DROP TABLE sorted;
  CREATE INDEX seen_at ON seen (at);

  -- The order of lanes is kept in memory; a row tells when its next try is due.
  DROP TABLE lane;
  DROP INDEX inbox_waiting;
  ALTER TABLE inbox ADD COLUMN retry_at INTEGER NOT NULL DEFAULT 0;

  -- A confirmed order of which nobody can tell whether it was carried out; and time runs out while that is awaited too.
  ALTER TABLE prompt ADD COLUMN in_doubt INTEGER NOT NULL DEFAULT 0;
  DROP INDEX prompt_open;
  CREATE INDEX prompt_open ON prompt (expires_at) WHERE state IN ('open', 'executing');
  `,
  [
    auditColumns,
    undoColumns,
    timerTables,
    listTables,
    lookTables,
    conversationTables,
    subscriptionTables,
    followTables,
    proposalTables,
  ].join('\n'),
]
