/** Words of `!afwezig`. */
export const afwezig = {
  summary: 'vastleggen wanneer u zelf afwezig bent, en wie waarneemt',
  usage: 'afwezig <datum> t/m <datum> [waarnemer @naam]',
  name: 'afwezigheid',
  misused:
    'Typ van wanneer tot en met wanneer u afwezig bent, zoals hieronder. Er is niets vastgelegd.',
  examples: ['!afwezig 01-07 t/m 14-07', '!afwezig morgen waarnemer @naam'],
  dateInvalid: (typed: string) => `“${typed}” is geen datum. Er is niets vastgelegd.`,
  ambiguousEnd:
    'Schrijf t/m in plaats van tot: dan is duidelijk of de laatste dag meetelt. Er is niets vastgelegd.',
  endBeforeStart: 'De laatste dag ligt vóór de eerste. Er is niets vastgelegd.',
  past: 'Deze periode is al voorbij. Er is niets vastgelegd.',
  tooLong: 'Deze periode is langer dan een jaar. Er is niets vastgelegd. Controleer de datums.',
  strange: (typed: string) =>
    `“${typed}” hoort hier niet bij. Er is niets vastgelegd. Een reden hoeft niet; typ alleen de datums en de waarnemer.`,
  noRole:
    'Niet uitgevoerd: het zorgteam noemt u niet met een functie waarbij afwezigheid kan worden vastgelegd. Meld dit aan uw beheerder.',
  deputyUnknown: (typed: string) =>
    `“${typed}” staat niet als zorgverlener in dit zorgteam. Er is niets vastgelegd.`,
  deputySeveral: (typed: string) => `“${typed}” kan meer dan één collega zijn. Wie bedoelt u?`,
  moreDeputies: (count: number) =>
    count === 1
      ? 'Er is nog 1 collega: typ dan de hele naam.'
      : `Er zijn nog ${count} collega’s: typ dan de hele naam.`,
  whichHow: (count: number) =>
    `Typ een nummer van 1 tot en met ${count}. Er is nog niets vastgelegd.`,
  deputySelf: 'U kunt niet uw eigen waarnemer zijn. Er is niets vastgelegd.',
  deputyMissing: 'Noem wie waarneemt na het woord waarnemer. Er is niets vastgelegd.',
  who: (name: string) => `Wie: ${name}`,
  period: (start: string, end: string) =>
    start === end ? `Afwezig: ${start}` : `Afwezig: ${start} t/m ${end}`,
  deputy: (name: string) => `Waarnemer: ${name}`,
  noDeputy: 'Waarnemer: niemand genoemd',
  seen: 'Dit komt in het adresboek te staan en is te zien bij alle cliënten waar u met deze functie bij betrokken bent.',
  description: (deputy: string) => `Waarnemer: ${deputy}`,
  plain: 'Afwezig',
  done: (start: string, end: string, at: string) =>
    start === end
      ? `Afwezigheid op ${start} vastgelegd, ${at}.`
      : `Afwezigheid ${start} t/m ${end} vastgelegd, ${at}.`,
  check: 'Controleren kan met ',
  takenBack: (at: string) => `Afwezigheid weer uit het adresboek gehaald, ${at}.`,
}
