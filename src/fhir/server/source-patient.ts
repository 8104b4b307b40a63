import type { Patient } from '@medplum/fhirtypes'
import { type FhirClient, FhirError } from '../fhir.ts'
import { bsnOf, identifierIn, systems } from '../value/identifiers.ts'
import { referenceId, refOf } from '../value/references.ts'

/** Finds the patient of the own record at another source, by citizen service number. */
export type PatientFinder = {
  readonly find: (patient: string, signal: AbortSignal) => Promise<string | undefined>
  readonly forget: (patient: string) => void
}

/** What the finder asks: the own record, and the other source. */
export type FinderParts = {
  readonly own: Pick<FhirClient, 'read'>
  readonly there: Pick<FhirClient, 'search'>
  readonly clock?: () => number
  /** It may not be asked the same again so soon: nothing is tried twice, and what failed or was not found is remembered. */
  readonly strict?: boolean
}

type Known = { readonly id: Promise<string | undefined>; readonly until: number }

const foundMs = 15 * 60_000
const unknownMs = 60_000
const strictMs = 5 * 60_000

const numberOf = ({ identifier }: Patient): string | undefined => {
  const value = identifierIn(identifier, systems.bsn)
  return value === undefined ? undefined : bsnOf(value)
}

/** A record that another one has taken the place of. */
const isReplaced = ({ link }: Patient): boolean =>
  link?.some(({ type }) => type === 'replaced-by') === true

/**
 * The one patient there with this number. The number goes in the body of a POST, because addresses are logged; what comes
 * back must show the same number, and no other date of birth, so that a server that ignores the question finds nobody.
 */
const lookup = async (
  there: FinderParts['there'],
  number: string,
  birthDate: string | undefined,
  once: boolean,
): Promise<string | undefined> => {
  const params = { identifier: `${systems.bsn}|${number}` }
  const { matches, complete } = await there.search('Patient', params, { post: true, once })
  const same = matches.filter((each) => numberOf(each) === number)
  const [only] = same
  if (matches.length === 0 && complete) return undefined
  const other = only?.birthDate
  const born = birthDate === undefined || other === undefined || other === birthDate
  if (!complete || only === undefined || matches.length > 1 || isReplaced(only) || !born)
    throw new FhirError('ambiguous')
  return refOf(only)
}

/** A finder that keeps only the logical id, in memory, for a quarter of an hour. */
export const createPatientFinder = (parts: FinderParts): PatientFinder => {
  const { own, there, clock = Date.now, strict = false } = parts
  const known = new Map<string, Known>()

  const numberIn = async (patient: string): Promise<Patient> => {
    const id = referenceId({ reference: patient }, 'Patient')
    if (id === undefined) throw new FhirError('no-number')
    try {
      return await own.read('Patient', id)
    } catch (error) {
      // The failure is the own record's; it may not be told as one of the other source.
      if (error instanceof FhirError) throw new FhirError('no-number')
      throw error
    }
  }

  // Without the caller's signal: others may be waiting for the same answer. The clients have deadlines of their own.
  const ask = async (patient: string): Promise<string | undefined> => {
    const person = await numberIn(patient)
    const number = numberOf(person)
    if (number === undefined) throw new FhirError('no-number')
    return lookup(there, number, person.birthDate, strict)
  }

  const start = (patient: string): Promise<string | undefined> => {
    for (const [key, { until }] of known) if (until <= clock()) known.delete(key)
    const id = ask(patient)
    known.set(patient, { id, until: clock() + foundMs })
    const keep = (ms: number) => {
      if (known.get(patient)?.id !== id) return
      if (ms === 0) known.delete(patient)
      else known.set(patient, { id, until: clock() + ms })
    }
    const settle = async () => {
      try {
        const found = await id
        if (found === undefined) keep(strict ? strictMs : unknownMs)
      } catch (error) {
        // Told to whoever asked; the next one tries anew, where that may be asked at all.
        const wasAsked = !(error instanceof FhirError) || error.code !== 'no-number'
        keep(strict && wasAsked ? strictMs : 0)
      }
    }
    void settle()
    return id
  }

  return {
    find(patient, signal) {
      signal.throwIfAborted()
      const kept = known.get(patient)
      return kept !== undefined && kept.until > clock() ? kept.id : start(patient)
    },
    forget: (patient) => known.delete(patient),
  }
}
