import type { Resource } from '@medplum/fhirtypes'
import { failingCase } from './failing-records.ts'
import { kg, observation } from './measurements.ts'
import { administration, agreement, mp9, use } from './medication-records.ts'
import { careTeam, practitioner, relative, role } from './team-records.ts'

/** A record that holds this text in every field that answers show. */
export const hostileRecord = (text: string): readonly Resource[] => {
  const subject = { reference: failingCase.patient }
  const who = { type: 'PractitionerRole' as const, display: text }
  const extension = mp9('A', '2025-11-01', undefined)
  const reasonCode = [{ text }]
  const note = [{ text }]
  return [
    { resourceType: 'Patient', id: 'p1', name: [{ text }], gender: 'female' },
    agreement('1', text, text, { extension, requester: who, reasonCode, note }),
    administration('2', `Anders ${text}`, `2 maal ${text}`, { extension, note }),
    use('3', 'Ibuprofen', text, { extension: mp9('B', '2025-11-01', undefined), note }),
    {
      resourceType: 'AllergyIntolerance',
      id: '1',
      patient: subject,
      code: { text },
      recorder: { display: text },
      reaction: [{ manifestation: [{ text }], description: text }],
      note,
    },
    observation('1', { subject, valueQuantity: { ...kg(72), unit: text }, note }),
    observation('2', {
      subject,
      code: { text },
      valueString: text,
      interpretation: [{ text }],
      performer: [{ display: text }],
    }),
    careTeam(['PractitionerRole/r1', { member: { display: text }, role: [{ text }] }]),
    role('r1', 'd1', '@bakker:zorg.test', {
      code: [{ text }],
      organization: { reference: 'Organization/o1' },
      notAvailable: [{ description: text, during: { start: '2026-01-10', end: '2026-01-20' } }],
    }),
    practitioner('d1', { name: [{ text }] }),
    { resourceType: 'Organization', id: 'o1', active: true, name: `Fysiotherapie ${text}` },
    relative('s1', { name: [{ text }], relationship: [{ text }] }),
  ]
}
