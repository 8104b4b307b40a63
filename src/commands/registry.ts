import { type AllergiePorts, allergie } from './allergie.ts'
import type { Command, RecordPorts } from './command.ts'
import { type HelpPorts, helpFor } from './help.ts'
import { type MedicatiePorts, medicatie } from './medicatie.ts'
import { type MetingenPorts, metingen } from './metingen.ts'
import { type MijnPorts, mijn } from './mijn.ts'
import { type ReferralPorts, verwijs } from './verwijs.ts'
import { type WiePorts, wie } from './wie.ts'

/** Everything any command may ask for. */
export type Ports = AllergiePorts &
  HelpPorts &
  MedicatiePorts &
  MetingenPorts &
  MijnPorts &
  RecordPorts &
  ReferralPorts &
  WiePorts

const actions: readonly Command<Ports>[] = [medicatie, allergie, metingen, wie, verwijs, mijn]

/** The commands, in the order `!help` shows them. */
export const commands: readonly Command<Ports>[] = [...actions, helpFor(actions)]
