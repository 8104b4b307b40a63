/** A kind of care one can refer to: the Dutch words for it and the codes under which an address book lists it. */
export type Discipline = {
  /** The word a clinician types and the record gets. */
  readonly word: string
  readonly aliases: readonly string[]
  /** UZI role codes (`http://fhir.nl/fhir/NamingSystem/uzi-rolcode`). */
  readonly roles: readonly string[]
  /** AGB specialisms (`urn:oid:2.16.840.1.113883.2.4.6.7`); the first two digits are the kind of care. */
  readonly specialisms: readonly string[]
  /** Organization types (`http://nictiz.nl/fhir/NamingSystem/organization-type`). */
  readonly organizationTypes: readonly string[]
  /** Parts of names and texts by which it is recognized. */
  readonly stems: readonly string[]
  /** Shown in the list of a command without arguments. */
  readonly common: boolean
}

type Codes = {
  readonly roles?: readonly string[]
  readonly specialisms?: readonly string[]
  readonly organizationTypes?: readonly string[]
  readonly common?: boolean
}

const kind = (
  word: string,
  aliases: string,
  stems: readonly string[],
  codes: Codes,
): Discipline => ({
  word,
  aliases: aliases.split(', '),
  stems,
  roles: codes.roles ?? [],
  specialisms: codes.specialisms ?? [],
  organizationTypes: codes.organizationTypes ?? [],
  common: codes.common ?? false,
})

const physician = (word: string, aliases: string, stem: string, role: string): Discipline =>
  kind(word, aliases, [stem], { roles: [role] })

/** What one can refer to by word; the order is that of the list people see. */
export const DISCIPLINES: readonly Discipline[] = [
  kind('huisarts', 'huisartsenpraktijk, huisartspraktijk, ha, gp', ['huisarts'], {
    roles: ['01.015', '01.004'],
    specialisms: ['0100', '0101', '0110', '0111'],
    organizationTypes: ['Z3'],
    common: true,
  }),
  kind(
    'wijkverpleging',
    'wijkverpleegkundige, thuiszorg, wijkzorg, verpleegkundige, homecare',
    ['wijkverple', 'thuiszorg', 'wijkzorg'],
    { roles: ['30.000', '86.000'], organizationTypes: ['T2'], common: true },
  ),
  kind('apotheek', 'apotheker, pharmacy, pharmacist', ['apothe'], {
    roles: ['17.000', '17.060', '17.075'],
    specialisms: ['0200'],
    common: true,
  }),
  kind('fysiotherapie', 'fysiotherapeut, fysio, physiotherapy, physiotherapist', ['fysiothera'], {
    roles: ['04.000'],
    specialisms: ['0404'],
    common: true,
  }),
  kind('ergotherapie', 'ergotherapeut, ergo', ['ergothera'], {
    roles: ['90.000'],
    common: true,
  }),
  kind('logopedie', 'logopedist', ['logoped'], {
    roles: ['91.000'],
    specialisms: ['0500'],
    common: true,
  }),
  kind('diëtist', 'diëtiste, diëtetiek, dietitian', ['diët'], {
    roles: ['89.000'],
    common: true,
  }),
  kind(
    'specialist ouderengeneeskunde',
    'ouderengeneeskunde, ouderenarts, verpleeghuisarts',
    ['ouderengeneeskund'],
    { roles: ['01.047'], common: true },
  ),
  kind('trombosedienst', 'trombose', ['trombose'], { specialisms: ['3400'], common: true }),
  kind('podotherapie', 'podotherapeut', ['podothera'], { roles: ['96.000'] }),
  kind('psycholoog', 'gz-psycholoog, psychologie, psychologist', ['psycholo'], {
    roles: ['25.000'],
  }),
  kind('tandarts', 'dentist', ['tandarts'], { roles: ['02.000'] }),
  kind('ziekenhuis', 'hospital', ['ziekenhuis'], { organizationTypes: ['V4', 'V5'] }),
  physician('cardioloog', 'cardiologie, cardiologist', 'cardiolo', '01.010'),
  physician('internist', 'interne', 'internist', '01.016'),
  physician('klinisch geriater', 'geriater, geriatrie', 'geriat', '01.022'),
  physician('longarts', 'longgeneeskunde', 'longarts', '01.023'),
  physician('neuroloog', 'neurologie, neurologist', 'neurolo', '01.026'),
  physician('psychiater', 'psychiatrie, psychiatrist', 'psychiat', '01.035'),
]

/** Text as it is compared: lower case, without accents, single spaces. */
export const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[\s]+/gu, ' ').trim()

/** The discipline a word or two stand for. */
export const disciplineOf = (text: string): Discipline | undefined => {
  const typed = fold(text)
  return DISCIPLINES.find(({ word, aliases }) =>
    [word, ...aliases].some((name) => fold(name) === typed),
  )
}

/** What a directory entry or a colleague says about the kind of care. */
export type Described = {
  readonly codes: readonly { readonly system: string | undefined; readonly code: string }[]
  readonly texts: readonly string[]
}

const UZI_ROLE = /uzi-rolcode|2\.16\.840\.1\.113883\.2\.4\.15\.111$/u
const AGB_SPECIALISM = /2\.16\.840\.1\.113883\.2\.4\.6\.7$/u
const ORGANIZATION_TYPE = /organization-type$/u

/** Whether codes or texts name this discipline; codes of other systems say nothing. */
export const isOfDiscipline = (discipline: Discipline, { codes, texts }: Described): boolean => {
  const kinds = discipline.specialisms.map((code) => code.slice(0, 2))
  const byCode = codes.some(({ system = '', code }) => {
    if (UZI_ROLE.test(system)) return discipline.roles.includes(code)
    if (AGB_SPECIALISM.test(system)) return kinds.includes(code.slice(0, 2))
    return ORGANIZATION_TYPE.test(system) && discipline.organizationTypes.includes(code)
  })
  return (
    byCode || texts.some((text) => discipline.stems.some((it) => fold(text).includes(fold(it))))
  )
}
