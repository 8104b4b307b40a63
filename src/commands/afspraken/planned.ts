import type { Sourced } from '../../fhir/fhir.ts'
import { appointmentFacts, plannedQuestions } from '../../fhir/plan/appointment.ts'
import type { Records } from '../../fhir/record/record.ts'
import { keyIn } from '../../fhir/server/source.ts'
import type { Failure } from '../answer/source-standing.ts'
import type { Context, RecordPorts } from '../command.ts'

/** The answers to two questions as one. */
const together = (one: Sourced<Records>, other: Sourced<Records>): Sourced<Records> => ({
  value: { of: (type) => [...one.value.of(type), ...other.value.of(type)] },
  sources: one.sources.map((source) => {
    const beside = other.sources.find(({ label }) => label === source.label)
    const said = ({ part, code }: Failure) =>
      source.failed.some((each) => each.part === part && each.code === code)
    const more = beside?.failed.filter((each) => !said(each)) ?? []
    return { ...source, failed: [...source.failed, ...more] }
  }),
  foreign: [...new Set([...one.foreign, ...other.foreign])],
  refs: [...one.refs, ...other.refs],
})

/** The sources that have an appointment that is to come. */
const withAppointments = (records: Records, context: Context): ReadonlySet<string> => {
  const coming = new Set(appointmentFacts(records, context).coming.map(({ key }) => key))
  const all = records.of('Appointment').filter(({ key }) => coming.has(key))
  return new Set(all.map(({ source }) => source))
}

/** What the other sources answered: their records alone, and what failed with them. */
const without = (left: ReadonlySet<string>, found: Sourced<Records>): Sourced<Records> => {
  const dropped = new Set(
    found.value
      .of('Encounter')
      .filter(({ source }) => left.has(source))
      .map(({ key }) => key),
  )
  return {
    value: { of: (type) => found.value.of(type).filter(({ source }) => !left.has(source)) },
    sources: found.sources.filter(({ label }) => !left.has(label)),
    foreign: found.foreign,
    refs: found.refs.filter(({ ref, source }) => !dropped.has(keyIn(ref, source))),
  }
}

/**
 * What was found, with the planned contacts of each source that has no appointment: some servers keep plans as contacts,
 * and what another source keeps says nothing about that.
 */
export const withPlanned = async (
  found: Sourced<Records>,
  context: Context<RecordPorts>,
): Promise<Sourced<Records>> => {
  const { record, patient, signal } = context
  const settled = withAppointments(found.value, context)
  const isOpen = ({ label, failed }: Sourced<Records>['sources'][number]) =>
    !settled.has(label) && !failed.some(({ part }) => part === '')
  if (settled.size > 0 && !found.sources.some(isOpen)) return found
  return together(found, without(settled, await record.ask(patient, plannedQuestions, signal)))
}
