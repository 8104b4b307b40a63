import type { Sandbox } from '../../packages/fhir-sandbox/src/server.ts'
import type { Log } from '../progress.ts'
import type { Conversation } from './conversation.ts'

const BEFORE = [
  '!help',
  '!wie',
  '!medicatie',
  '!medicatie gestopt',
  '!allergie',
  '!metingen',
  '!metingen gewicht',
  '!verwijs huisarts Gewicht stijgt en saturatie daalt sinds een week, graag beoordelen. --spoed',
  'ja CODE',
]

const AFTER = ['!metingen temperatuur']
const NOTICE_MS = 20_000

const newTemperature = (now: Date): Parameters<Sandbox['put']>[0] => ({
  resourceType: 'Observation',
  id: `demo-tour-${now.getTime()}`,
  status: 'final',
  category: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/observation-category',
          code: 'vital-signs',
        },
      ],
    },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '8310-5', display: 'Body temperature' }] },
  subject: { reference: 'Patient/demo-client-1', type: 'Patient' },
  effectiveDateTime: now.toISOString(),
  valueQuantity: { value: 38.4, unit: 'Cel', code: 'Cel', system: 'http://unitsofmeasure.org' },
})

/** Types lines one after the other; true when each that wants an answer got one. */
export const typeLines = async (
  conversation: Conversation,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<boolean> => {
  let complete = true
  for await (const line of lines)
    if (line.trim() !== '' && !(await conversation.type(line))) complete = false
  return complete
}

/** The fixed conversation: reading, referring, and a change in the record that the bot announces. */
export const giveTour = async (
  conversation: Conversation,
  fhir: Sandbox,
  print: Log,
): Promise<boolean> => {
  const before = await typeLines(conversation, BEFORE)
  print('(somebody records a temperature in the record)\n')
  const notice = conversation.waitForNotice(NOTICE_MS)
  fhir.put(newTemperature(new Date()))
  const announced = await notice
  if (!announced) print(`(no notice within ${NOTICE_MS / 1000} s)\n`)
  const after = await typeLines(conversation, AFTER)
  return before && announced && after
}
