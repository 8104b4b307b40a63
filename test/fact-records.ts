import type { Resource } from '@medplum/fhirtypes'
import { subject } from './fact-case.ts'
import { judged, potassium, report, result } from './lab-records.ts'

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'

/** One record of every kind that the topics read, with this text in every field that is shown. */
export const topicRecords = (text: string): readonly Resource[] => {
  const concept = { text, coding: [{ system: 'http://snomed.info/sct', code: '1', display: text }] }
  const who = { type: 'PractitionerRole' as const, display: text }
  const comment = { url: `${NICTIZ}ext-Comment`, valueString: text }
  const note = [{ text }]
  return [
    result('1', {
      code: { ...potassium, text },
      interpretation: [...judged('H'), { text }],
      valueQuantity: { value: 4.2, unit: text },
      referenceRange: [{ text }],
      note,
      method: concept,
      specimen: { type: 'Specimen', display: text },
      performer: [{ type: 'Organization', display: text }],
    }),
    report('2', text, { conclusion: text, conclusionCode: [concept], performer: [who] }),
    {
      resourceType: 'Condition',
      id: '3',
      code: concept,
      clinicalStatus: { coding: [{ code: 'active' }] },
      verificationStatus: { text },
      category: [concept],
      severity: concept,
      bodySite: [concept],
      subject,
      onsetString: text,
      recordedDate: '2025-01-01',
      recorder: who,
      note,
    },
    {
      resourceType: 'EpisodeOfCare',
      id: '4',
      status: 'active',
      patient: subject,
      type: [concept],
      extension: [comment],
      period: { start: '2025' },
    },
    {
      resourceType: 'Flag',
      id: '5',
      status: 'active',
      code: concept,
      category: [concept],
      subject,
      period: { start: '2025-01-01' },
      author: who,
      extension: [comment],
    },
    {
      resourceType: 'Consent',
      id: '6',
      status: 'active',
      scope: { coding: [{ code: 'treatment' }] },
      category: [{ coding: [{ code: '129125009' }] }],
      patient: subject,
      dateTime: '2025-01-01',
      extension: [comment],
      modifierExtension: [
        { url: `${NICTIZ}ext-TreatmentDirective2.SpecificationOther`, valueString: text },
      ],
      provision: {
        code: [{ coding: [{ code: '89666000', display: text }] }],
        actor: [{ role: { coding: [{ code: 'CONSENTER' }] }, reference: who }],
      },
    },
    {
      resourceType: 'Goal',
      id: '7',
      lifecycleStatus: 'active',
      description: concept,
      subject,
      startDate: '2025-01-01',
      target: [{ measure: concept, detailString: text, dueDate: '2026-02-01' }],
      achievementStatus: concept,
      expressedBy: who,
      note,
    },
    {
      resourceType: 'CarePlan',
      id: '8',
      status: 'active',
      intent: 'plan',
      title: text,
      category: [concept],
      subject,
      created: '2025-01-01',
      author: who,
      note,
      activity: [
        {
          detail: {
            status: 'in-progress',
            description: text,
            code: concept,
            scheduledString: text,
            performer: [who],
          },
        },
      ],
    },
    {
      resourceType: 'Appointment',
      id: '9',
      status: 'booked',
      description: text,
      comment: text,
      serviceType: [concept],
      reasonCode: [concept],
      start: '2026-01-20T14:00:00+01:00',
      participant: [
        { actor: subject, status: 'accepted' },
        { actor: who, status: 'accepted' },
        { actor: { type: 'Location', display: text }, status: 'accepted' },
      ],
    },
    {
      resourceType: 'DeviceUseStatement',
      id: '10',
      status: 'active',
      subject,
      device: { type: 'Device', display: `ICD ${text}` },
      recordedOn: '2025-01-01',
      note,
    },
    {
      resourceType: 'Procedure',
      id: '11',
      status: 'completed',
      code: { coding: [{ code: '713603004' }], text },
      subject,
      performedDateTime: '2025-01-01',
      performer: [{ actor: who }],
      note,
    },
  ]
}
