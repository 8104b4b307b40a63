import type { FhirClient } from '../../src/fhir/fhir.ts'
import type { FhirHttp } from './fhir-http.ts'

/** One server as the bot asks it and as plain HTTP; `now` is when the demonstration data was made. */
export type Product = {
  readonly client: FhirClient
  readonly http: FhirHttp
  readonly now: Date
}
