import type { Bundle, Observation } from '@medplum/fhirtypes'
import { creationOf } from '../record/write-bundle.ts'
import { isObject } from '../server/outcome.ts'
import { eventIdentifiers } from '../value/identifiers.ts'

/** A nursing report as it was shown and confirmed; everything in it is fixed at the preview, so a retry is the same. */
export type ReportDraft = {
  readonly patient: string
  readonly requester: string
  readonly text: string
  readonly effective: string
  readonly issued: string
  /** Where the text came from, when somebody else wrote it; in the words of the preview. */
  readonly informant?: { readonly words: string; readonly ref?: string; readonly at: string }
}

/** What a report is found and known by (SNOMED CT, Nuts ANW). */
export const reportCode = {
  system: 'http://snomed.info/sct',
  code: '11591000146107',
  display: 'Rapportage',
} as const

const PROFILE = 'https://nuts.nl/fhir/StructureDefinition/nl-core-nursingreport'
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isMoment = (value: unknown) =>
  isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/u.test(value)

const isInformant = (value: unknown) =>
  isObject(value) &&
  isText(value['words']) &&
  isMoment(value['at']) &&
  (value['ref'] === undefined || isText(value['ref']))

/** Whether what came back from the store is a report that can be carried out. */
export const isReportDraft = (value: unknown): value is ReportDraft =>
  isObject(value) &&
  isText(value['patient']) &&
  /^Patient\/[A-Za-z0-9\-.]{1,64}$/u.test(value['patient']) &&
  isText(value['requester']) &&
  isText(value['text']) &&
  isMoment(value['effective']) &&
  isMoment(value['issued']) &&
  (value['informant'] === undefined || isInformant(value['informant']))

const noteOf = ({ words, ref, at }: NonNullable<ReportDraft['informant']>) => {
  const note = { time: at, text: words }
  return ref === undefined ? note : { authorReference: { reference: ref }, ...note }
}

/** The report as an Observation with the text as its value, verbatim. */
const reportOf = (draft: ReportDraft, promptId: string): Observation => ({
  resourceType: 'Observation',
  meta: { profile: [PROFILE] },
  identifier: [...eventIdentifiers(promptId, 1).identifiers],
  status: 'final',
  code: { coding: [{ ...reportCode }] },
  subject: { reference: draft.patient },
  effectiveDateTime: draft.effective,
  issued: draft.issued,
  performer: [{ reference: draft.requester }],
  valueString: draft.text,
  ...(draft.informant === undefined ? {} : { note: [noteOf(draft.informant)] }),
})

/** One transaction with the report. The same at every try. */
export const reportBundle = (draft: ReportDraft, promptId: string): Bundle =>
  creationOf(promptId, [reportOf(draft, promptId)])
