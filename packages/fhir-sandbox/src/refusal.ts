import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes'

/** A request this server answers with a status and an OperationOutcome; thrown so that a transaction rolls back. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly issues: readonly OperationOutcomeIssue[]
  constructor(status: number, issues: readonly OperationOutcomeIssue[]) {
    super(`FHIR ${status}`)
    this.status = status
    this.issues = issues
  }
}

/** A refusal with one issue. */
export const refusal = (
  status: number,
  code: OperationOutcomeIssue['code'],
  diagnostics: string,
): Refusal => new Refusal(status, [{ severity: 'error', code, diagnostics }])

/** The OperationOutcome of a refusal or of a success note. */
export const outcomeOf = (issues: readonly OperationOutcomeIssue[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [...issues],
})
