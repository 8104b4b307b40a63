const nothing = 'Er is niets aangevraagd.'
const contact = 'Neem contact op met de voorschrijver of de apotheek.'

/** Words of `!herhaalrecept`. */
export const herhaalrecept = {
  summary: 'een herhaling van een middel voorstellen',
  usage: 'herhaalrecept <nr|naam> [aantal] [opmerking]',
  what: 'voorstel herhaalrecept',
  how: 'Typ !herhaalrecept met de naam van het middel (zorgverleners ook: het nummer uit !medicatie), het aantal en zo nodig een opmerking.',
  answersTitle: 'Voorstellen voor herhaalrecepten',
  otherList: '!medicatie',
  notMedicine: `Deze regel is geen afspraak over gebruik. ${nothing} ${contact}`,
  noMatch: (name: string) =>
    `Geen middel met de naam “${name}” gevonden dat nu in gebruik is. ${nothing} Typ !medicatie voor de namen.`,
  wholeName: (name: string) =>
    `Geen middel gevonden, of meer dan één, met de naam “${name}”. ${nothing} Typ de hele naam van het middel, zoals die op het etiket staat, of vraag het een zorgverlener.`,
  onlyOwn: 'Hier staan alleen uw eigen voorstellen.',
  which: (name: string) => `Herhaalrecept: welk middel met de naam “${name}”?`,
  more: (count: number) =>
    `${count === 1 ? 'Er is nog 1 middel' : `Er zijn nog ${count} middelen`} met deze naam. Typ de naam vollediger, of typ !medicatie en noem het nummer.`,
  choose: (count: number) => `Typ een nummer van 1 tot en met ${count}.`,
  obstacles: {
    incomplete: `Niet alle bronnen antwoordden volledig, dus niet na te gaan of dit middel is gestopt. ${nothing} Probeer het later opnieuw, of neem contact op met de voorschrijver.`,
    stopped: `Dit middel is gestopt. ${nothing} ${contact}`,
    interrupted: `Dit middel is onderbroken. ${nothing} ${contact}`,
    future: `Dit middel begint pas later. ${nothing} ${contact}`,
    uncertain: `Over dit middel is het dossier niet duidelijk: zie !medicatie. ${nothing} ${contact}`,
    'no-agreement': `Van dit middel is geen voorschrift gevonden waarop een herhaling kan rusten. ${nothing} ${contact}`,
  },
  changed: `Over dit middel is het dossier veranderd sinds u het aanvroeg: zie !medicatie. ${nothing} ${contact}`,
  ambiguous: (word: string) =>
    `Het aantal “${word}” kan op twee manieren worden gelezen. ${nothing} Typ het zonder punt of komma.`,
  notWhole: (word: string) => `Het aantal “${word}” moet een heel getal zijn. ${nothing}`,
  outOfRange: (word: string, most: number) =>
    `Het aantal “${word}” kan niet: noem 1 tot en met ${most} stuks. ${nothing}`,
  unit: (word: string) =>
    `Achter het getal staat “${word}”: dat is geen aantal stuks of milliliter. ${nothing} Noem alleen een aantal, en zet een komma voor een opmerking.`,
  otherProduct: (typed: string, name: string) =>
    `U typt “${typed}”, maar dit middel is ${name}. ${nothing} ${contact}`,
  medicine: (name: string) => `Middel: ${name}`,
  dose: (words: string) => `Gebruik volgens voorschrift: ${words}`,
  amount: (value: string) => `Aantal: ${value}`,
  units: { stuk: (value: string) => `${value} stuks`, ml: (value: string) => `${value} ml` },
  noAmount: 'Aantal: niet genoemd',
  comment: 'Opmerking: ',
  commentBelow: 'Opmerking:',
  pharmacy: (name: string) => `Aan: ${name}`,
  noPharmacy: 'Aan: niet genoemd, de apotheek van dit middel staat niet in het dossier',
  by: (name: string) => `Door: ${name}`,
  proposal: 'Dit is een voorstel, geen recept: de voorschrijver beslist.',
  nobodyWarned: 'Niemand krijgt hiervan bericht via dit gesprek. Bel als het haast heeft.',
  open: (date: string) => `⚠\u00A0Let op: er staat al een voorstel voor dit middel, van ${date}.`,
  stopsAt: (date: string) => `⚠\u00A0Let op: dit middel stopt op ${date}.`,
  changes: '⚠\u00A0Let op: voor dit middel is een wijziging afgesproken, zie !medicatie.',
  done: (at: string, name: string) => `Voorstel voor een herhaalrecept vastgelegd ${at}: ${name}.`,
  doneElsewhere: (at: string) =>
    `Voorstel voor een herhaalrecept vastgelegd ${at}. Welk middel: zie !herhaalrecept.`,
  line: (name: string, date: string) => `${name} – voorgesteld ${date}`,
  noReply: 'nog geen antwoord gevonden',
  withdrawn: 'ingetrokken',
  reply: (date: string, words: string) => `antwoord ${date}: ${words}`,
  replyWithout: (date: string) => `⚠\u00A0antwoord ${date} zonder woorden – open het dossier`,
  replied: 'Antwoord op het voorstel voor een herhaalrecept',
  replyChanged: 'Gewijzigd antwoord op het voorstel voor een herhaalrecept',
  replyGone: 'Het antwoord op het voorstel voor een herhaalrecept is ingetrokken',
  about: (title: string, name: string) => `${title}: ${name}`,
  doNotRely: 'Ga niet uit van wat hier eerder over het antwoord stond.',
  all: 'Alle voorstellen: ',
  notFinal: '⚠\u00A0nog niet definitief',
  outcomes: { accepted: 'akkoord', refused: 'afgewezen' },
}
