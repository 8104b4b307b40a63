import { asJson, asList, asText, type Json } from '../../scripts/client/event.ts'

/** A referral as it stands in the record. */
export type RecordedReferral = {
  readonly question: string
  readonly patient: string
  /** How many Tasks point to it. */
  readonly tasks: number
}

const everything = async (fhirUrl: string, type: string): Promise<readonly Json[]> => {
  const found: Json[] = []
  let url: string | undefined = `${fhirUrl}/${type}?_count=200`
  while (url !== undefined) {
    const response: Response = await fetch(url)
    if (!response.ok) throw new Error(`the FHIR server answered ${response.status} for ${type}`)
    const bundle = asJson(await response.json())
    found.push(...asList(bundle['entry']).map((entry) => asJson(asJson(entry)['resource'])))
    const next = asList(bundle['link']).map(asJson)
    url = asText(next.find((link) => link['relation'] === 'next')?.['url'])
  }
  return found
}

const referenceIn = (resource: Json, field: string): string =>
  asText(asJson(resource[field])['reference']) ?? ''

/** All referrals of the record, read from the FHIR server itself. */
export const referralsIn = async (fhirUrl: string): Promise<readonly RecordedReferral[]> => {
  const requests = await everything(fhirUrl, 'ServiceRequest')
  const tasks = await everything(fhirUrl, 'Task')
  return requests.map((request) => ({
    question: asText(asJson(request['code'])['text']) ?? '',
    patient: referenceIn(request, 'subject'),
    tasks: tasks.filter(
      (task) => referenceIn(task, 'focus') === `ServiceRequest/${asText(request['id'])}`,
    ).length,
  }))
}
