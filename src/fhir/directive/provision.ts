import type { CodeableConcept, Consent, ConsentProvision, Extension } from '@medplum/fhirtypes'
import { codesOf, conceptWords, hasUnknownModifier, list, textOf } from '../value/codes.ts'

/** A treatment a directive is about; `code` is ours for the well-known ones, `rank` their order, resuscitation first. */
export type Treatment = {
  readonly code: TreatmentCode | undefined
  readonly words: string | undefined
  readonly rank: number
  /** Its code itself forbids resuscitation, as a living will or a do-not-resuscitate order does. */
  readonly forbids: boolean
  /** Named by the code of a treatment, so that `permit` and `deny` can be about it. */
  readonly coded: boolean
}

/** The treatments of the Dutch value set, in the order they are shown. */
const TREATMENTS = [
  { code: 'resuscitation', codes: ['89666000'] },
  { code: 'ventilation', codes: ['40617009'] },
  { code: 'intensive-care', codes: ['305351004'] },
  { code: 'hospital', codes: ['32485007'] },
  { code: 'blood', codes: ['116762002'] },
  { code: 'antibiotics', codes: ['281789004'] },
] as const

/** A treatment that directives speak of. */
export type TreatmentCode = (typeof TREATMENTS)[number]['code']

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/'
const OTHER = `${NICTIZ}ext-TreatmentDirective2.SpecificationOther`
const ENDING = `${NICTIZ}ext-TreatmentDirective2.ReasonForEnding`
const KNOWN_MODIFIERS: ReadonlySet<string> = new Set([OTHER])

const FORBIDS = ['NR', 'dnr']
const ABOUT_RESUSCITATION = /reanim|resuscit/iu
const NEGATED = /\b(?:niet|geen|nooit|zonder|staken|no|not|never|without|dnr)\b/iu

/** Which treatment a code names; a will without one may say it by its category. */
export const treatmentOf = (concept: CodeableConcept | undefined, consent: Consent): Treatment => {
  const words = conceptWords(concept)
  const codes = concept === undefined ? codesOf(consent.category) : codesOf(concept)
  const known = TREATMENTS.findIndex((each) => each.codes.some((code) => codes.includes(code)))
  const forbids = FORBIDS.some((code) => codes.includes(code))
  // Words count where a code is missing: what is about resuscitation belongs with it, and stands first.
  const named = forbids || ABOUT_RESUSCITATION.test(words ?? '')
  const place = known === -1 && named ? 0 : known
  return {
    code: TREATMENTS[place]?.code,
    words,
    rank: place === -1 ? TREATMENTS.length : place,
    forbids,
    coded: known !== -1,
  }
}

type Extended = {
  readonly extension?: Extension[] | undefined
  readonly modifierExtension?: Extension[] | undefined
}

const within = (owner: Extended | undefined, url: string): readonly Extension[] =>
  [...list(owner?.modifierExtension), ...list(owner?.extension)].filter((each) => each.url === url)

/** Parts of a provision that name no treatment of their own, and so speak of the treatment of the whole. */
const unnamedIn = (provision: ConsentProvision): readonly ConsentProvision[] =>
  list(provision.provision)
    .filter((each) => list(each.code).length === 0)
    .flatMap((each) => [each, ...unnamedIn(each)])

/** Wherever it stands: profile and older records disagree about the place. */
const anywhere = (consent: Consent, provision: ConsentProvision, url: string) => {
  const owners = [consent, consent.provision, provision, ...unnamedIn(provision)]
  return [...new Set(owners)].flatMap((owner) => within(owner, url))
}

/** The decision as the source words it (ext-TreatmentDirective2.SpecificationOther). */
export const specifications = (consent: Consent, provision: ConsentProvision): readonly string[] =>
  anywhere(consent, provision, OTHER).flatMap((each) => textOf(each.valueString) ?? [])

/** The document it rests on, by its title; empty words when there is one without a title. */
export const documentOf = ({ sourceAttachment, sourceReference }: Consent): string | undefined => {
  const attached = sourceAttachment === undefined ? undefined : textOf(sourceAttachment.title)
  const said = attached ?? textOf(sourceReference?.display)
  return said ?? (sourceAttachment === undefined && sourceReference === undefined ? undefined : '')
}

/** Why a directive was ended. */
export const reasonsForEnding = (
  consent: Consent,
  provision: ConsentProvision,
): readonly string[] =>
  anywhere(consent, provision, ENDING).flatMap((each) => textOf(each.valueString) ?? [])

/** Whether more than type and treatment decides what holds: exceptions, purposes, actions, parts of the record. */
export const hasConditions = (consent: Consent, provision: ConsentProvision): boolean =>
  [...list(consent.provision), provision].some((each) =>
    [each.provision, each.action, each.purpose, each.class, each.data, each.securityLabel].some(
      (parts) => list<unknown>(parts).length > 0,
    ),
  )

/** What was decided, and the type of the source when it is not what decides. */
export type Decision = {
  readonly outcome: 'do' | 'do-not' | 'other'
  readonly said: string | undefined
}

/**
 * What was decided. Only a bare `permit` or `deny` of a whole directive about a treatment counts as such: a text of its
 * own beats it, and whatever may change its meaning makes it a matter of reading (nl-core-TreatmentDirective2).
 */
export const decisionOf = (
  consent: Consent,
  provision: ConsentProvision,
  about: { readonly treatment: Treatment; readonly will: boolean; readonly whole: boolean },
): Decision => {
  const { treatment, will, whole } = about
  const said = textOf(provision.type)
  const changed =
    hasOtherModifier(consent) ||
    anywhere(consent, provision, OTHER).length > 0 ||
    hasConditions(consent, provision)
  // "Niet reanimeren" with `permit` reads as its opposite.
  const reversible = treatment.forbids || NEGATED.test(treatment.words ?? '')
  const plain = whole && !changed && !reversible && (treatment.coded || !will)
  if (plain && said === 'permit') return { outcome: 'do', said: undefined }
  if (plain && said === 'deny') return { outcome: 'do-not', said: undefined }
  return { outcome: 'other', said }
}

/** Whether it carries a modifier that is not known here (S3). */
export const hasOtherModifier = (consent: Consent): boolean =>
  hasUnknownModifier(consent, KNOWN_MODIFIERS)
