import type { CareTeamReader } from '../../fhir/team/care-team.ts'
import type { Log } from '../../log.ts'
import { professionals } from '../access/access.ts'
import { systemLine, teamRead } from '../access/audit-lines.ts'
import { createLoop, type Loop } from '../loop.ts'
import type { ClientRooms } from './client-rooms.ts'
import { isNews, type MembershipPorts, syncMembers } from './membership.ts'
import { mayTakePart } from './server-acl.ts'

/** Keeps every patient's rooms in step with the care teams in the record. */
export type CareTeams = Loop & {
  /** These patients' teams changed; undefined means that any may have. */
  changed(patients: readonly string[] | undefined): void
}

export type CareTeamsParts = {
  readonly reader: CareTeamReader
  readonly rooms: ClientRooms
  readonly membership: MembershipPorts
  readonly log: Log
  /** How often everything is compared, changed or not. */
  readonly everyMs: number
  /** How many patients are brought in step at the same time. */
  readonly width?: number
  readonly clock?: () => number
}

/**
 * The loop is driven by the difference between record and rooms, not by events: whatever was interrupted is found again
 * by the next comparison. A team that cannot be read whole changes nothing.
 */
export const createCareTeams = (parts: CareTeamsParts): CareTeams => {
  const { reader, rooms, membership, log, width = 4, clock = Date.now } = parts
  const dirty = new Set<string>()
  const busy = new Set<string>()
  const retry = new Set<string>()
  let everything = true
  let comparedAt = 0

  const sync = async (patient: string, signal: AbortSignal) => {
    const sourced = await reader.team(patient, signal)
    const team = sourced.value
    const people = professionals(team)
    const outside = people.filter((userId) => !mayTakePart(userId, membership.servers)).length
    if (outside > 0) log.warn('people of servers that are not allowed are not invited', { outside })
    // Told before anything follows from it. A comparison that finds all as it was shows nothing to anybody, and a line
    // of each patient every hour would bury the trail.
    if (await isNews(membership.store, patient, people)) {
      const lines = teamRead(sourced).map((deed) => systemLine(clock(), deed, { patient }))
      await membership.store.audit(lines)
    }
    const linked = await membership.store.linkOfPatient(patient)
    // Nobody is in rooms that are not both there yet, and for a team that has ended none are made.
    if (!team.active && (linked?.spaceId === undefined || linked.roomId === undefined)) return
    const link = await rooms.ensure(patient, people)
    await syncMembers(membership, link, people)
  }

  const all = async (signal: AbortSignal) => {
    const linked = await membership.store.links()
    const active = await reader.patients(signal)
    for (const patient of new Set([...active, ...linked.map((link) => link.patient)]))
      dirty.add(patient)
    everything = false
    comparedAt = clock()
  }

  const worker = async (signal: AbortSignal, failures: unknown[]) => {
    for (const patient of dirty) {
      if (signal.aborted) return
      // Changed while it is brought in step: once more in the next run, never twice at the same time.
      if (busy.has(patient)) continue
      busy.add(patient)
      dirty.delete(patient)
      try {
        await sync(patient, signal)
      } catch (error) {
        failures.push(error)
        retry.add(patient)
      }
      busy.delete(patient)
    }
  }

  const run = async (signal: AbortSignal) => {
    if (everything || clock() - comparedAt >= parts.everyMs) await all(signal)
    const failures: unknown[] = []
    await Promise.all(Array.from({ length: width }, () => worker(signal, failures)))
    for (const patient of retry) dirty.add(patient)
    retry.clear()
    if (failures.length > 0) throw failures[0]
  }

  const loop = createLoop({
    run,
    everyMs: parts.everyMs,
    onError: (err) => log.warn('rooms are not in step with the care teams yet', { err }),
  })
  return {
    ...loop,
    changed(patients) {
      if (patients === undefined) everything = true
      for (const patient of patients ?? []) dirty.add(patient)
      loop.wake()
    },
  }
}
