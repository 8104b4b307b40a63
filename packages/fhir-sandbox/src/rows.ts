import type { SQLOutputValue } from 'node:sqlite'
import type { Resource } from '@medplum/fhirtypes'

/** A resource with what the server adds to it. */
export type Stored = Resource & {
  readonly id: string
  readonly meta: { readonly versionId: string; readonly lastUpdated: string }
}

// How a version came to be.
type Method = 'POST' | 'PUT' | 'DELETE'

/** One line of a history; without body it is a deletion. */
export type Version = {
  readonly type: string
  readonly id: string
  readonly version: number
  readonly updated: number
  readonly method: Method
  readonly body: string | null
}

/** The current state of one resource; without body it is deleted. */
export type CurrentRow = {
  readonly rid: number
  readonly version: number
  readonly body: string | null
}

type Columns = Readonly<Record<string, SQLOutputValue>>

const text = (value: SQLOutputValue | undefined): string | null =>
  typeof value === 'string' ? value : null

/** The resource in a stored body. */
export const storedOf = (body: string): Stored => JSON.parse(body)

/** Reads a row of the table `resource`. */
export const currentRow = (row: Columns): CurrentRow => ({
  rid: Number(row['rid']),
  version: Number(row['version']),
  body: text(row['body']),
})

/** Reads a row of the table `version`. */
export const versionRow = (row: Columns): Version => {
  const method = text(row['method'])
  return {
    type: String(row['type']),
    id: String(row['id']),
    version: Number(row['version']),
    updated: Number(row['updated']),
    method: method === 'POST' || method === 'DELETE' ? method : 'PUT',
    body: text(row['body']),
  }
}
