import { setTimeout as wait } from 'node:timers/promises'
import type { MedicationRequest, Observation } from '@medplum/fhirtypes'
import type { StoryRecord } from '../story/record.ts'
import type { Journal } from './journal.ts'
import type { Random } from './random.ts'

const subject = (patient: string) => ({ reference: patient, type: 'Patient' as const })

const weight = (id: string, patient: string, kg: number): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/observation-category',
          code: 'vital-signs',
        },
      ],
    },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: subject(patient),
  effectiveDateTime: new Date().toISOString(),
  valueQuantity: { value: kg, unit: 'kg', code: 'kg', system: 'http://unitsofmeasure.org' },
})

const prescription = (id: string, patient: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'completed',
  intent: 'order',
  subject: subject(patient),
  authoredOn: new Date().toISOString(),
  medicationCodeableConcept: { text: 'Paracetamol tablet 500 mg' },
  dosageInstruction: [{ text: 'zo nodig 1 tablet, maximaal 4 per dag, oraal' }],
})

/** Changes the record of these patients until the signal is aborted. Each change is a resource of its own, so that it counts once. */
export const keepChanging = async (
  fhir: StoryRecord,
  patients: readonly [string, ...string[]],
  random: Random,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> => {
  for (let number = 1; !signal.aborted; number += 1) {
    const patient = random.pick(patients)
    if (random.chance(0.2)) {
      await fhir.load([prescription(`soak-prescription-${number}`, patient)])
      journal.changes.push({ patient, kind: 'medicatie' })
    } else {
      await fhir.load([weight(`soak-weight-${number}`, patient, random.between(60, 90))])
      journal.changes.push({ patient, kind: 'meting' })
    }
    await wait(random.chance(0.3) ? 5 : random.between(50, 1800))
  }
}
