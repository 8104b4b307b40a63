import { abonneer } from './nl/abonneer.ts'
import { afspraken } from './nl/afspraken.ts'
import { afwezig } from './nl/afwezig.ts'
import { allergie } from './nl/allergie.ts'
import { audience } from './nl/audience.ts'
import { bot } from './nl/bot.ts'
import { bron } from './nl/bron.ts'
import { clinical } from './nl/clinical.ts'
import { confirm } from './nl/confirm.ts'
import { contactverzoek } from './nl/contactverzoek.ts'
import { corrigeer } from './nl/corrigeer.ts'
import { facts } from './nl/facts.ts'
import { follow } from './nl/follow.ts'
import { gesprek } from './nl/gesprek.ts'
import { grafiek } from './nl/grafiek.ts'
import { help } from './nl/help.ts'
import { herhaalrecept } from './nl/herhaalrecept.ts'
import { lab } from './nl/lab.ts'
import { lay } from './nl/lay.ts'
import { medicatie } from './nl/medicatie.ts'
import { meer } from './nl/meer.ts'
import { meet } from './nl/meet.ts'
import { metingen } from './nl/metingen.ts'
import { mijn } from './nl/mijn.ts'
import { nieuw } from './nl/nieuw.ts'
import { nodiguit } from './nl/nodiguit.ts'
import { overdracht } from './nl/overdracht.ts'
import { ping } from './nl/ping.ts'
import { problemen } from './nl/problemen.ts'
import { rapportage } from './nl/rapportage.ts'
import { rapporteer } from './nl/rapporteer.ts'
import { samenvatting } from './nl/samenvatting.ts'
import { taak } from './nl/taak.ts'
import { taal } from './nl/taal.ts'
import { taken } from './nl/taken.ts'
import { tijdlijn } from './nl/tijdlijn.ts'
import { undo } from './nl/undo.ts'
import { verwijs } from './nl/verwijs.ts'
import { waarschuwingen } from './nl/waarschuwingen.ts'
import { wie } from './nl/wie.ts'
import { wilsverklaring } from './nl/wilsverklaring.ts'
import { writing } from './nl/writing.ts'
import { zoek } from './nl/zoek.ts'
import { zorgplan } from './nl/zorgplan.ts'

/** The Dutch catalogue: strings and small functions, one file per part of the product. */
export const nl = {
  language: 'nl' as 'nl' | 'en',
  audience,
  bot,
  clinical,
  confirm,
  lay,
  medicatie,
  allergie,
  metingen,
  meet,
  wie,
  verwijs,
  taken,
  afwezig,
  follow,
  ping,
  contactverzoek,
  taak,
  gesprek,
  abonneer,
  facts,
  problemen,
  waarschuwingen,
  wilsverklaring,
  lab,
  zorgplan,
  afspraken,
  help,
  mijn,
  nodiguit,
  overdracht,
  taal,
  grafiek,
  writing,
  samenvatting,
  nieuw,
  zoek,
  rapportage,
  rapporteer,
  corrigeer,
  herhaalrecept,
  tijdlijn,
  meer,
  bron,
  undo,
}
