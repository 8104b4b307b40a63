import { abonneer } from './abonneer/abonneer.ts'
import type { AbonneerPorts } from './abonneer/ports.ts'
import { afspraken } from './afspraken/afspraken.ts'
import { type AfwezigPorts, afwezig } from './afwezig/afwezig.ts'
import { type AllergiePorts, allergie } from './allergie/allergie.ts'
import { archiveer } from './archiveer.ts'
import { type BronPorts, bron } from './bron/bron.ts'
import type { Command, RecordPorts, WriterPorts } from './command.ts'
import { contactverzoek } from './contactverzoek.ts'
import { type CorrigeerPorts, corrigeer } from './corrigeer/corrigeer.ts'
import { gesprek } from './gesprek/gesprek.ts'
import type { ConversationWriterPorts } from './gesprek/ports.ts'
import { type GesprekkenPorts, gesprekken } from './gesprekken.ts'
import { type HelpPorts, helpFor } from './help.ts'
import { type HerhaalreceptPorts, herhaalrecept } from './herhaalrecept/herhaalrecept.ts'
import { heropen } from './heropen.ts'
import { lab } from './lab/lab.ts'
import { type MedicatiePorts, medicatie } from './medicatie/medicatie.ts'
import { meer } from './meer/meer.ts'
import { type MeetPorts, meet } from './meet/meet.ts'
import { type MetingenPorts, metingen } from './metingen/metingen.ts'
import { type MijnPorts, mijn } from './mijn.ts'
import { type NieuwPorts, nieuw } from './nieuw/nieuw.ts'
import { nodiguit } from './nodiguit/nodiguit.ts'
import type { NodiguitPorts } from './nodiguit/ports.ts'
import { overdracht } from './overdracht/overdracht.ts'
import type { OverdrachtPorts } from './overdracht/ports.ts'
import { problemen } from './problemen/problemen.ts'
import { type RapportagePorts, rapportage } from './rapportage/rapportage.ts'
import { type RapporteerPorts, rapporteer } from './rapporteer.ts'
import { type SamenvattingPorts, samenvatting } from './samenvatting/samenvatting.ts'
import { type TaakPorts, taak } from './taak/taak.ts'
import { type TaalPorts, taal } from './taal.ts'
import { type TakenPorts, taken } from './taken/taken.ts'
import { type TijdlijnPorts, tijdlijn } from './tijdlijn/tijdlijn.ts'
import { type RefreshPorts, ververs } from './ververs.ts'
import { type ReferralPorts, verwijs } from './verwijs/verwijs.ts'
import { waarschuwingen } from './waarschuwingen/waarschuwingen.ts'
import { type WiePorts, wie } from './wie/wie.ts'
import { wilsverklaring } from './wilsverklaring/wilsverklaring.ts'
import { type ZoekPorts, zoek } from './zoek/zoek.ts'
import { zorgplan } from './zorgplan/zorgplan.ts'

/** Everything any command may ask for. */
export type Ports = AfwezigPorts &
  AllergiePorts &
  BronPorts &
  NieuwPorts &
  RapportagePorts &
  RefreshPorts &
  SamenvattingPorts &
  TijdlijnPorts &
  AbonneerPorts &
  ConversationWriterPorts &
  GesprekkenPorts &
  HelpPorts &
  MedicatiePorts &
  MeetPorts &
  RapporteerPorts &
  CorrigeerPorts &
  HerhaalreceptPorts &
  MetingenPorts &
  MijnPorts &
  NodiguitPorts &
  OverdrachtPorts &
  RecordPorts &
  ReferralPorts &
  TaakPorts &
  TaalPorts &
  TakenPorts &
  WiePorts &
  WriterPorts &
  ZoekPorts

const actions: readonly Command<Ports>[] = [
  samenvatting,
  medicatie,
  allergie,
  metingen,
  verwijs,
  nieuw,
  lab,
  problemen,
  waarschuwingen,
  wilsverklaring,
  zorgplan,
  afspraken,
  tijdlijn,
  rapportage,
  bron,
  wie,
  taak,
  taken,
  contactverzoek,
  afwezig,
  meet,
  rapporteer,
  corrigeer,
  herhaalrecept,
  mijn,
  taal,
  gesprek,
  gesprekken,
  archiveer,
  heropen,
  abonneer,
  nodiguit,
  overdracht,
  zoek,
  meer,
  ververs,
]

/** The commands, in the order `!help` shows them. */
export const commands: readonly Command<Ports>[] = [...actions, helpFor(actions)]
