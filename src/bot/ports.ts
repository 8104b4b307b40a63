import type { Command } from '../commands/command.ts'
import type { Ports } from '../commands/registry.ts'
import { createAllergyReader } from '../fhir/allergy.ts'
import type { CareTeamReader, TeamMember } from '../fhir/care-team.ts'
import { createDirectory } from '../fhir/directory.ts'
import { type FhirClient, FhirError } from '../fhir/fhir.ts'
import { createMedicationReader } from '../fhir/medication.ts'
import { createObservationReader } from '../fhir/observation.ts'
import { createRecordReader, ownSource } from '../fhir/record.ts'
import { createReferralWriter } from '../fhir/referral.ts'
import { createRelatedPersonReader } from '../fhir/related-person.ts'
import type { Validator } from '../fhir/validate.ts'
import type { Store } from '../store/store.ts'
import { MatrixError, type MatrixGateway } from './gateway.ts'
import type { Place } from './run-command.ts'

export type PortsParts = {
  readonly fhir: FhirClient
  readonly careTeamReader: CareTeamReader
  readonly gateway: MatrixGateway
  readonly store: Store
  readonly label: string
  readonly timeZone: string
  readonly validator: Validator
}

/** The doors commands are given, made once; what depends on who asks and where is added at each call. */
export const createPorts = (parts: PortsParts) => {
  const { fhir, careTeamReader, gateway, store, label, timeZone } = parts
  const fixed = {
    medications: createMedicationReader(fhir, { label, timeZone }),
    allergies: createAllergyReader(fhir, { label }),
    observations: createObservationReader(fhir, { label }),
    related: createRelatedPersonReader(fhir, { label, timeZone }),
    directory: createDirectory(fhir),
    referrals: createReferralWriter(fhir, parts.validator),
    careTeams: careTeamReader,
    record: createRecordReader([ownSource(label, fhir)]),
    presence: async (roomId: string) => {
      try {
        const present = new Map<string, 'join' | 'invite'>()
        for (const { userId, membership } of await gateway.members(roomId))
          if (membership === 'join' || membership === 'invite') present.set(userId, membership)
        return present
      } catch (error) {
        if (error instanceof MatrixError) return undefined
        throw error
      }
    },
    roomsOf: async (userId: string) => {
      try {
        const patients = await careTeamReader.patientsOf(userId)
        const links = await Promise.all(patients.map((patient) => store.linkOfPatient(patient)))
        const rooms = links.flatMap((link) =>
          link?.roomId === undefined ? [] : [{ name: link.name, ...placeOfRoom(link.roomId) }],
        )
        return { rooms, complete: rooms.length === patients.length }
      } catch (error) {
        if (!(error instanceof FhirError)) throw error
        return { rooms: [], complete: false }
      }
    },
  }
  const placeOfRoom = (roomId: string) => ({
    roomId,
    href: `https://matrix.to/#/${encodeURIComponent(roomId)}?via=${encodeURIComponent(gateway.serverName)}`,
  })
  return (place: Place, member: TeamMember | undefined): Ports => ({
    ...fixed,
    place: place.kind === 'direct' ? 'direct' : 'room',
    allowed: ({ access, place: where }: Pick<Command<never>, 'access' | 'place'>) => {
      const fits = where === 'both' || (where === 'direct') === (place.kind === 'direct')
      const known = place.kind === 'direct' || member?.current === true
      return fits && (access === 'open' || (known && place.kind === 'room'))
    },
  })
}
