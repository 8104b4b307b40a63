import type { MedicationReader } from '../fhir/medication.ts'
import type { MedicationOverview, Treatment } from '../fhir/medication-overview.ts'
import type { Sourced } from '../fhir/fhir.ts'
import { type Block, code, type Line, list, paragraph, strong } from '../reply/document.ts'
import { type Context, defineCommand, type Outcome } from './command.ts'
import { dayOf, stamp } from './date-words.ts'
import { looseLine, productName, treatmentLine } from './medicatie-line.ts'
import { foldWord } from './normalize.ts'
import { answeredSources, clinicalAnswer, limitLines, readsOf } from './skeleton.ts'

/** What `!medicatie` needs. */
export type MedicatiePorts = { readonly medications: MedicationReader }
