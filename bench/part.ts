import type { RealServers } from './real-servers.ts'

/** A table of measurements; the first column names what was measured. */
export type Table = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly notes: readonly string[]
}

/** One promise of the project, and what was measured of it. */
export type Target = {
  readonly what: string
  readonly limit: string
  readonly measured: string
  readonly pass: boolean
}

/** What a part of the bench found. */
export type Findings = {
  readonly tables: readonly Table[]
  readonly targets: readonly Target[]
}

/** What a part is given. */
export type Bench = {
  /** Fewer rounds, for trying out; the numbers mean little. */
  readonly quick: boolean
  /** A folder of its own on a real disk, removed at the end. */
  readonly dir: string
  readonly log: (line: string) => void
  /** Synapse and the FHIR server, started when first asked for and shared by the parts. */
  readonly real: () => Promise<RealServers>
  /** Called at the end of the part, last first, however it ends. */
  readonly cleanUp: (work: () => Promise<void>) => void
}

/** One part of the bench. */
export type Part = {
  readonly name: string
  readonly run: (bench: Bench) => Promise<Findings>
}
