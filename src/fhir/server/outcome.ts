import { type FhirCode, FhirError } from '../fhir.ts'

/** FHIR R4 value set issue-type: a server can hide no free text in it. */
const issueTypes: ReadonlySet<string> = new Set(
  'invalid structure required value invariant security login unknown expired forbidden suppressed processing not-supported duplicate multiple-matches not-found deleted too-long code-invalid extension too-costly business-rule conflict transient lock-error no-store exception timeout incomplete throttled informational'.split(
    ' ',
  ),
)

/** Whether something from the wire is a JSON object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const issuesOf = (body: unknown): readonly Readonly<Record<string, unknown>>[] => {
  if (!isObject(body) || body['resourceType'] !== 'OperationOutcome') return []
  const issues = body['issue']
  return Array.isArray(issues) ? issues.filter(isObject) : []
}

/** The issue codes of an OperationOutcome, each once; nothing of its texts. */
export const issueCodes = (body: unknown): readonly string[] => {
  const codes = issuesOf(body).map((issue) => issue['code'])
  return [...new Set(codes.filter((code) => typeof code === 'string' && issueTypes.has(code)))]
    .map(String)
    .slice(0, 10)
}

// Each says that something was left out or not done, however lightly it is said (HL7 FHIR R4 issue-type).
const leavesOut: ReadonlySet<unknown> = new Set(
  'suppressed incomplete forbidden too-costly timeout throttled'.split(' '),
)

const plain = (value: unknown): unknown =>
  typeof value === 'string' ? value.trim().toLowerCase() : value

const isTrouble = (issue: Readonly<Record<string, unknown>>) =>
  plain(issue['severity']) !== 'information' || leavesOut.has(plain(issue['code']))

/** Whether an OperationOutcome in a search result says more than a remark; one that cannot be read may. */
export const saysTrouble = (body: unknown): boolean => {
  const issues = issuesOf(body)
  return issues.length === 0 || issues.some(isTrouble)
}

const codes: Readonly<Record<number, FhirCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'gone',
  412: 'conflict',
  429: 'too-many-requests',
  // A gateway that got no answer: the server behind it may still be at work.
  502: 'timeout',
  504: 'timeout',
}

const codeOf = (status: number, issues: readonly string[], conditional: boolean): FhirCode => {
  if (conditional && (status === 412 || issues.includes('multiple-matches'))) return 'ambiguous'
  const known = codes[status]
  if (known !== undefined) return known
  if (status >= 500) return 'unavailable'
  return status >= 400 ? 'invalid' : 'not-fhir'
}

/** An answer with an error status (or no FHIR in it) in our words; `conditional` when the request was a conditional create. */
export const answerError = (status: number, body: unknown, conditional: boolean): FhirError => {
  const issues = issueCodes(body)
  return new FhirError(codeOf(status, issues, conditional), issues)
}

/** What `fetch` threw, in our words. */
export const networkError = (error: unknown): FhirError => {
  if (error instanceof FhirError) return error
  if (!(error instanceof Error)) return new FhirError('unavailable')
  if (error.name === 'TimeoutError') return new FhirError('timeout')
  const { cause } = error
  if (!(cause instanceof Error)) return new FhirError('not-fhir')
  const code = 'code' in cause ? cause.code : undefined
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new FhirError('timeout')
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new FhirError('not-fhir')
  return new FhirError(cause.message === 'unexpected redirect' ? 'outside' : 'unreachable')
}
