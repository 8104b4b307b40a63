import type { Resource } from '@medplum/fhirtypes'
import { demoCatalogue } from './demo-catalogue.ts'
import { demoMedication } from './demo-medication.ts'
import { demoPeople } from './demo-people.ts'
import { demoRecord } from './demo-record.ts'
import { createDemoTime } from './demo-time.ts'

/** What the demonstration data is made for. */
export type DemoOptions = {
  /** Server name in the Matrix accounts `@wijkverpleegkundige:`, `@huisarts:` and `@apotheker:`. */
  readonly serverName: string
  readonly now: Date
}

/** The record of two fictitious clients with their care teams, around `now`. */
export const demoResources = ({ serverName, now }: DemoOptions): readonly Resource[] => {
  const time = createDemoTime(now)
  return [
    ...demoPeople(serverName, time),
    ...demoMedication(time),
    ...demoRecord(time),
    ...demoCatalogue(time),
  ]
}
