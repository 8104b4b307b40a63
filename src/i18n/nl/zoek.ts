/** Words of `!zoek`. */
export const zoek = {
  summary: 'een collega, organisatie of eigen ruimte zoeken',
  usage: 'zoek <naam> [discipline] [plaats]',
  tooShort: (letters: number) => `Typ ten minste ${letters} letters van de naam, bijvoorbeeld `,
  example: '!zoek jansen huisarts utrecht',
  stranger:
    'Uw account staat niet als zorgverlener in het adresboek, daarom kunt u hier niet zoeken. Vraag uw organisatie om uw account te laten koppelen.',
  tooOften: (most: number, minutes: number) =>
    `U heeft het afgelopen uur ${most} keer gezocht. Zoeken kan weer over ${minutes} ${minutes === 1 ? 'minuut' : 'minuten'}.`,
  down: (why: string) =>
    `Het adresboek kon niet worden geraadpleegd (${why}). Dit zegt niet dat iemand er niet in staat. Probeer het later opnieuw.`,
  incomplete: 'ONVOLLEDIG',
  incompleteWhy: 'Het adresboek antwoordde niet volledig. Er kan iemand ontbreken.',
  none: 'Niemand gevonden in het adresboek. Typ de naam anders, of alleen de achternaam.',
  title: (count: number) =>
    count === 1 ? 'Gevonden in het adresboek' : `Gevonden in het adresboek (${count})`,
  rooms: (count: number) => (count === 1 ? 'Uw ruimte' : `Uw ruimtes (${count})`),
  more: 'Er is meer gevonden. Noem ook de discipline of de plaats.',
  nameless: 'naam onbekend',
  noFunction: 'functie onbekend',
  reachable: 'bereikbaar via deze chat',
  unreachable: 'niet via deze chat',
  organization: 'organisatie',
  absent: (end: string | undefined, text: string | undefined) =>
    `⚠\u00A0nu afwezig${end === undefined ? '' : ` t/m ${end}`}${text === undefined ? '' : ` (${text})`}`,
}
