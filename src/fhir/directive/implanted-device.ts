import type { Device, DeviceUseStatement } from '@medplum/fhirtypes'
import { type FactOrigin, notesOf, originOf } from '../record/fact-origin.ts'
import type { Found } from '../record/record.ts'
import { type Agent, agentOf } from '../value/agents.ts'
import { isBareCode } from '../value/bare-code.ts'
import {
  allWords,
  codesOf,
  conceptWords,
  hasUnknownModifier,
  list,
  SCT,
  textOf,
} from '../value/codes.ts'
import { resolveReference } from '../value/references.ts'

/** What the record says of a device and of its use. */
export type DeviceState = {
  /** When its use ended, or is to end. */
  readonly end: string | undefined
  /** The use is over, or has yet to begin. */
  readonly use: 'ended' | 'intended' | undefined
  /** The device itself is no longer active. */
  readonly inactive: boolean
  /** Only its code says that it is a defibrillator, and no word does. */
  readonly onlyCoded: boolean
}

/** A defibrillator that somebody has or had. */
export type DeviceFact = FactOrigin & {
  readonly name: string | undefined
  readonly status: string | undefined
  readonly device: DeviceState
  readonly date: string | undefined
  readonly authors: readonly Agent[]
  readonly notes: readonly string[]
  readonly unknownModifier: boolean
}

// Implantable defibrillators, as the information standard Proactieve Zorgplanning (IKNL) asks for them.
const CODES = ['72506001', '465460004', '468542000', '704707009', '1263462004', '1236894001']
const NAMES = /defibrillator|cardioverter|\bICD\b/iu

const USES: ReadonlyMap<string | undefined, DeviceState['use']> = new Map([
  ['completed', 'ended'],
  ['stopped', 'ended'],
  ['intended', 'intended'],
])

/** Everything a device is called: by its type, its codes, and its makers. */
const namesOf = (device: Device | undefined, display: string | undefined): readonly string[] =>
  [
    conceptWords(device?.type),
    ...list(device?.type?.coding).map((each) => textOf(each.display)),
    ...list(device?.deviceName).map(({ name }) => textOf(name)),
    display,
  ].flatMap((each) => (each === undefined || isBareCode(each) ? [] : [each]))

/** Reads a defibrillator; undefined for any other device. */
export const deviceFact = (found: Found<DeviceUseStatement>): DeviceFact | undefined => {
  const { resource, included } = found
  const known = resolveReference(resource.device, resource, included)
  const device = known?.resourceType === 'Device' ? known : undefined
  const names = namesOf(device, textOf(resource.device?.display))
  const telling = names.find((each) => NAMES.test(each))
  const isCoded = codesOf(device?.type, SCT).some((code) => CODES.includes(code))
  if (telling === undefined && !isCoded) return undefined
  const status = textOf(resource.status)
  const inError = status === 'entered-in-error' || textOf(device?.status) === 'entered-in-error'
  return {
    ...originOf(found),
    name: telling ?? names[0],
    status: inError ? 'entered-in-error' : status,
    device: {
      end: textOf(resource.timingPeriod?.end),
      use: USES.get(status),
      inactive: textOf(device?.status) === 'inactive',
      onlyCoded: telling === undefined,
    },
    date:
      textOf(resource.timingPeriod?.start) ??
      textOf(resource.timingDateTime) ??
      textOf(resource.recordedOn),
    authors: list(agentOf(resource.source, resource, included)),
    notes: [...notesOf(resource.note), ...allWords(resource.bodySite)],
    unknownModifier: hasUnknownModifier([resource, device]),
  }
}
