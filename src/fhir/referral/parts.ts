/** What a referral can say beside its question, in the order it is read. */
export const referralParts = ['reason', 'course', 'treatment', 'history', 'social', 'call'] as const

/** One of them. */
export type ReferralPart = (typeof referralParts)[number]

/** What was said of each. */
export type ReferralTexts = { readonly [part in ReferralPart]?: string }

/** What stands before it in the note of the ServiceRequest, in the language of the record; the reason has an element of its own. */
export const noteLabels: Readonly<Record<Exclude<ReferralPart, 'reason'>, string>> = {
  course: 'Beloop en metingen',
  treatment: 'Behandeling tot nu toe',
  history: 'Voorgeschiedenis en medicatie',
  social: 'Sociale situatie',
  call: 'Terugbellen',
}

/** The parts that become notes. */
export const noteParts = ['course', 'treatment', 'history', 'social', 'call'] as const
