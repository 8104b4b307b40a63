import type { Resource } from '@medplum/fhirtypes'
import { demoResources } from '../../packages/fhir-sandbox/src/demo.ts'
import { openWholeBot, serverName, type WholeBot } from '../whole-bot.ts'

/** When these cases are asked, in Amsterdam 14-01-2026 11:00. */
const now = new Date('2026-01-14T10:00:00Z')

/** People of the client's team. */
export const nurse = `@wijkverpleegkundige:${serverName}`
export const doctor = `@huisarts:${serverName}`

/** The client whose room it is. */
export const client = 'Patient/demo-client-1'

/** An account that looks like the doctor's, on a server nobody knows. */
export const lookalike = '@huisarts:elders.example'

/** The record of the demonstration, changed by `change`. */
export const demoRecords = (
  change: (record: Resource) => Resource = (record) => record,
): readonly Resource[] => demoResources({ serverName, now }).map(change)

/** A message of every command as somebody who means it types it. */
export const meant: Readonly<Record<string, string>> = {
  verwijs: 'verwijs fysiotherapie valrisico',
  taak: 'taak @huisarts wond verbinden',
  contactverzoek: 'contactverzoek @huisarts',
  afwezig: 'afwezig 20-01 t/m 25-01',
  meet: 'gewicht 72,4',
  rapporteer: 'rapporteer Rustige nacht.',
  gesprek: 'gesprek wondzorg met huisarts',
  nodiguit: 'nodiguit apotheker',
}

/** The bot in a room of the client with the nurse and the doctor. */
export const openDemoRoom = async (
  records: readonly Resource[] = demoRecords(),
): Promise<WholeBot & { readonly roomId: string }> => {
  const bot = await openWholeBot(records, now)
  return Object.assign(bot, { roomId: await bot.room(client, nurse, doctor) })
}
