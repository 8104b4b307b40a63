import type { Consent, ConsentProvision } from '@medplum/fhirtypes'
import { isDate } from '../medication/period.ts'
import { commentsOf, laterFirst, originOf } from '../record/fact-origin.ts'
import type { Found, Question, Records } from '../record/record.ts'
import { agentOf } from '../value/agents.ts'
import { codesOf, list, textOf } from '../value/codes.ts'
import { coversNow, hasEnded, type Moment } from '../value/period.ts'
import { conflicting } from './conflict.ts'
import type { DirectiveFact, DirectiveFacts } from './fact.ts'
import { actorsOf, verificationOf } from './people.ts'
import {
  decisionOf,
  documentOf,
  hasConditions,
  hasOtherModifier,
  reasonsForEnding,
  specifications,
  treatmentOf,
} from './provision.ts'

const SCT = 'http://snomed.info/sct'
const CONSENT = 'http://terminology.hl7.org/CodeSystem/consentcategorycodes'
const TREATMENT = ['129125009', '11291000146105']
const WILL = ['acd', 'dnr', 'polst', 'hcd', 'emrgonly']

/** What to ask for directives: treatment directives, those of 2017, and living wills. */
export const directiveQuestions: readonly Question[] = [
  {
    type: 'Consent',
    params: {
      category: [
        ...TREATMENT.map((code) => `${SCT}|${code}`),
        ...WILL.map((code) => `${CONSENT}|${code}`),
      ].join(','),
      _include: ['Consent:actor'],
      '_include:iterate': ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
    },
  },
]

/** Which kind of directive a Consent is; undefined for consents to the use of data. */
const kindOf = (consent: Consent): DirectiveFact['kind'] | undefined => {
  const categories = codesOf(consent.category)
  if (categories.some((code) => TREATMENT.includes(code))) return 'treatment'
  if (categories.some((code) => WILL.includes(code))) return 'will'
  const scopes = codesOf(consent.scope)
  if (scopes.includes('adr')) return 'will'
  return scopes.includes('treatment') ? 'treatment' : undefined
}

const lapseOf = (consent: Consent, provision: ConsentProvision, moment: Moment) => {
  if (consent.status === 'rejected') return 'rejected'
  if (consent.status === 'inactive') return 'inactive'
  const ends = [consent.provision?.period, provision.period].flatMap(
    (period) => textOf(period?.end) ?? [],
  )
  return ends.some((end) => isDate(end) && hasEnded({ end }, moment)) ? 'ended' : undefined
}

const doubtOf = (consent: Consent, provision: ConsentProvision, moment: Moment) => {
  const periods = [consent.provision?.period, provision.period]
  const dates = periods.flatMap((period) => [period?.start, period?.end].flatMap((x) => x ?? []))
  if (!dates.every((date: unknown) => typeof date === 'string' && isDate(date)))
    return 'unreadable-period'
  const begun = periods.every(
    (period) => period?.start === undefined || coversNow({ start: period.start }, moment),
  )
  return begun ? undefined : 'not-yet'
}

/** The provisions a reader must see one by one: the outer one, and every exception that names a treatment. */
const provisionsOf = (consent: Consent): readonly ConsentProvision[] => {
  const outer = consent.provision ?? {}
  const inner = list(outer.provision).flatMap((each) => [each, ...list(each.provision)])
  const named = inner.filter((each) => list(each.code).length > 0)
  return list(outer.code).length === 0 && named.length > 0 ? named : [outer, ...named]
}

const directiveFact = (
  found: Found<Consent>,
  kind: DirectiveFact['kind'],
  provision: ConsentProvision,
  moment: Moment,
): readonly DirectiveFact[] => {
  const { resource: consent, included } = found
  const outer = consent.provision ?? {}
  const whole = provision === outer || list(consent.provision).length === 0
  const provisions = whole ? [provision] : [outer, provision]
  const parties = actorsOf(provisions, 'CONSENTER', found)
  const performer = list(consent.performer)[0] ?? list(consent.organization)[0]
  const concepts = list(provision.code).length === 0 ? [undefined] : list(provision.code)
  const treatments = concepts.map((concept) => treatmentOf(concept, consent))
  return treatments.map((treatment) => ({
    ...originOf(found),
    kind,
    treatment,
    ...decisionOf(consent, provision, { treatment, will: kind === 'will', whole }),
    specifications: specifications(consent, provision),
    lapse: lapseOf(consent, provision, moment),
    reasons: reasonsForEnding(consent, provision),
    status: textOf(consent.status),
    doubt: doubtOf(consent, provision, moment),
    start: textOf(provision.period?.start) ?? textOf(outer.period?.start),
    end: textOf(provision.period?.end) ?? textOf(outer.period?.end),
    document: documentOf(consent),
    discussed: textOf(consent.dateTime),
    parties,
    representatives: actorsOf(provisions, 'RESPRSN', found),
    verifications: list(consent.verification).map((each) => verificationOf(each, found)),
    author:
      agentOf(performer, consent, included) ??
      parties.find((each) => each.kind === 'professional' || each.kind === 'organization'),
    comments: commentsOf(consent),
    conditional: hasConditions(consent, provision),
    contradiction: false,
    unknownModifier: hasOtherModifier(consent),
  }))
}

const byTreatment = (one: DirectiveFact, other: DirectiveFact) =>
  one.treatment.rank - other.treatment.rank ||
  Number(one.kind === 'will') - Number(other.kind === 'will') ||
  laterFirst(one.discussed, other.discussed)

/** Sorts the directives of a patient; those that contradict each other are all kept, and marked. */
export const directiveFacts = (records: Records, moment: Moment): DirectiveFacts => {
  const all = records.of('Consent').flatMap((found) => {
    const kind = kindOf(found.resource)
    return kind === undefined ? [] : [{ found, kind }]
  })
  const real = all.filter(({ found }) => found.resource.status !== 'entered-in-error')
  const facts = real.flatMap(({ found, kind }) =>
    provisionsOf(found.resource).flatMap((each) => directiveFact(found, kind, each, moment)),
  )
  const current = facts.filter(({ lapse }) => lapse === undefined)
  const disputed = conflicting(current)
  return {
    current: current
      .map((each) => ({ ...each, contradiction: disputed.has(each) }))
      .toSorted(byTreatment),
    lapsed: facts.filter(({ lapse }) => lapse !== undefined).toSorted(byTreatment),
    inError: all.length - real.length,
  }
}
