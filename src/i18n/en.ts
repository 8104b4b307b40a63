import { abonneer } from './en/abonneer.ts'
import { afspraken } from './en/afspraken.ts'
import { afwezig } from './en/afwezig.ts'
import { allergie } from './en/allergie.ts'
import { audience } from './en/audience.ts'
import { bot } from './en/bot.ts'
import { bron } from './en/bron.ts'
import { clinical } from './en/clinical.ts'
import { confirm } from './en/confirm.ts'
import { contactverzoek } from './en/contactverzoek.ts'
import { corrigeer } from './en/corrigeer.ts'
import { facts } from './en/facts.ts'
import { follow } from './en/follow.ts'
import { gesprek } from './en/gesprek.ts'
import { grafiek } from './en/grafiek.ts'
import { help } from './en/help.ts'
import { herhaalrecept } from './en/herhaalrecept.ts'
import { lab } from './en/lab.ts'
import { lay } from './en/lay.ts'
import { medicatie } from './en/medicatie.ts'
import { meer } from './en/meer.ts'
import { meet } from './en/meet.ts'
import { metingen } from './en/metingen.ts'
import { mijn } from './en/mijn.ts'
import { nieuw } from './en/nieuw.ts'
import { nodiguit } from './en/nodiguit.ts'
import { overdracht } from './en/overdracht.ts'
import { ping } from './en/ping.ts'
import { problemen } from './en/problemen.ts'
import { rapportage } from './en/rapportage.ts'
import { rapporteer } from './en/rapporteer.ts'
import { samenvatting } from './en/samenvatting.ts'
import { taak } from './en/taak.ts'
import { taal } from './en/taal.ts'
import { taken } from './en/taken.ts'
import { tijdlijn } from './en/tijdlijn.ts'
import { undo } from './en/undo.ts'
import { verwijs } from './en/verwijs.ts'
import { waarschuwingen } from './en/waarschuwingen.ts'
import { wie } from './en/wie.ts'
import { wilsverklaring } from './en/wilsverklaring.ts'
import { writing } from './en/writing.ts'
import { zoek } from './en/zoek.ts'
import { zorgplan } from './en/zorgplan.ts'
import type { nl } from './nl.ts'

/** The English catalogue; command words stay Dutch. */
export const en: typeof nl = {
  language: 'en',
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
