/** The status codes of HL7 FHIR R4 that records of care carry; every one is lower case and has no spaces. */
const codes: ReadonlySet<string> = new Set(
  [
    'draft active on-hold revoked completed entered-in-error unknown suspended retired inactive',
    'preparation in-progress not-done stopped declined aborted intended not-taken ended unfinished',
    'requested received accepted rejected ready cancelled failed proposed planned not-started',
    'registered preliminary final amended corrected appended partial current superseded',
    'pending booked arrived fulfilled noshow checked-in waitlist tentative needs-action scheduled',
    'triaged onleave finished available unavailable unsatisfactory',
    'recurrence relapse remission resolved',
    'unconfirmed provisional differential confirmed refuted presumed',
  ]
    .join(' ')
    .split(' '),
)

/** A known status with other capitals or spaces around it as its code; anything else as it is. */
export const statusCode = (text: string): string => {
  if (codes.has(text)) return text
  const code = text.trim().toLowerCase()
  return codes.has(code) ? code : text
}
