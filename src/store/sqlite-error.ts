export type StoreCode =
  | 'database-in-use'
  | 'no-database'
  | 'schema-newer'
  | 'schema-other'
  | 'name-taken'
  | 'code-taken'
  | 'no-link'

const advice: Readonly<Record<StoreCode, string>> = {
  'database-in-use': 'another process uses this database; stop it first',
  'no-database': 'there is no database at this place',
  'schema-newer': 'a newer version made this database; run that version',
  'schema-other': 'another version made this database; start the bot of this version once',
  'name-taken': 'another room has this name; choose another',
  'code-taken': 'an open question in this room has this code; choose another',
  'no-link': 'this patient has no link yet',
}

/** What the store refused: a code and what to do, never a path or payload. */
export class StoreError extends Error {
  override name = 'StoreError'
  readonly code: StoreCode
  constructor(code: StoreCode, options?: ErrorOptions) {
    super(advice[code], options)
    this.code = code
  }
}
