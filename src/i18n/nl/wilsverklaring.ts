/** Words of `!wilsverklaring`: treatment directives, living wills, and what was talked about ahead of time. */
export const wilsverklaring = {
  title: 'Behandelgrenzen en wilsverklaringen',
  summary: 'behandelgrenzen en wilsverklaringen, reanimatie eerst',
  usage: 'wilsverklaring [alles]',
  sections: {
    current: (count: number) => `Vastgelegd (${count})`,
    lapsed: (count: number) => `VERVALLEN (${count})`,
    care: (count: number) => `Wensen en gesprekken (${count})`,
  },
  nothing: (sources: string, stamp: string) =>
    `Niets vastgelegd gevonden – dit betekent niet dat alles mag/moet. (Gezocht in ${sources}, peildatum ${stamp}.)`,
  nothingValid: (sources: string, stamp: string) =>
    `Niets geldigs vastgelegd gevonden – dit betekent niet dat alles mag/moet. (Gezocht in ${sources}, peildatum ${stamp}.)`,
  notRetrieved:
    'LET OP: behandelgrenzen en wilsverklaringen konden NIET worden opgehaald. Hieronder staat alleen wat elders is gevonden; ook over reanimatie kan iets zijn vastgelegd. Dit betekent niet dat alles mag/moet.',
  noResuscitation:
    'Over reanimatie niets geldigs vastgelegd gevonden – dit betekent niet dat alles mag/moet.',
  treatments: {
    resuscitation: 'Reanimatie',
    ventilation: 'Beademing',
    'intensive-care': 'Opname op de intensive care',
    hospital: 'Ziekenhuisopname',
    blood: 'Bloedproducten',
    antibiotics: 'Antibiotica',
  },
  namedAs: (known: string, words: string) => `${known} (in de bron: ${words})`,
  will: (name: string) => `Wilsverklaring: ${name}`,
  notResuscitate: 'niet reanimeren (volgens de code van de bron)',
  namelessTreatment: 'Behandeling niet vermeld',
  outcomes: { do: 'WEL', 'do-not': 'NIET', other: 'ANDERS – lees toelichting' },
  decided: (treatment: string, outcome: string) => `${treatment}: ${outcome}`,
  lapsed: (treatment: string) => `${treatment}: VERVALLEN`,
  contradiction: (line: string) => `⚠\u00A0TEGENSTRIJDIG – ${line}`,
  specification: (text: string) => `toelichting: “${text}”`,
  noSpecification: 'geen toelichting in de bron – open het dossier',
  comment: (text: string) => `opmerking: “${text}”`,
  said: {
    permit: 'de bron noemt daarbij: wel uitvoeren',
    deny: 'de bron noemt daarbij: niet uitvoeren',
  },
  saidOther: (words: string) => `de bron noemt daarbij: ${words}`,
  was: { do: 'luidde: wel', 'do-not': 'luidde: niet', other: 'luidde: anders' },
  lapses: {
    inactive: 'in de bron niet meer actief',
    rejected: 'in de bron afgewezen',
    ended: 'einddatum voorbij',
  },
  reason: (text: string) => `reden: ${text}`,
  ended: (date: string) => `geëindigd ${date}`,
  inError: (count: number) =>
    count === 1
      ? 'VERVALLEN: 1 als foutief ingevoerd gemarkeerd; de inhoud wordt niet getoond.'
      : `VERVALLEN: ${count} als foutief ingevoerd gemarkeerd; de inhoud wordt niet getoond.`,
  statuses: {
    draft: '⚠\u00A0concept, nog niet vastgesteld',
    proposed: '⚠\u00A0voorstel, nog niet vastgesteld',
  },
  doubts: {
    'unreadable-period': '⚠\u00A0geldigheid in de bron onleesbaar – open het dossier',
    'not-yet': '⚠\u00A0nog niet ingegaan',
  },
  from: (date: string) => `gaat in ${date}`,
  until: (date: string) => `geldig tot en met ${date}`,
  conditional: '⚠\u00A0met uitzonderingen of voorwaarden die hier niet staan – open het dossier',
  document: (title: string) => `zie ook het document “${title}” in het dossier`,
  untitledDocument: 'er hoort een document bij – open het dossier',
  willDated: (date: string) => `datum van de wilsverklaring: ${date}`,
  willUndated: '⚠\u00A0datum van de wilsverklaring niet vermeld',
  willWith: (dated: string, who: string) => `${dated}, met ${who}`,
  discussed: (date: string) => `laatst besproken ${date}`,
  discussedWith: (date: string, who: string) => `laatst besproken ${date} met ${who}`,
  undatedWith: (who: string) =>
    `⚠\u00A0datum laatste bespreking niet vermeld, besproken met ${who}`,
  undated: '⚠\u00A0datum laatste bespreking niet vermeld',
  withPatient: 'cliënt',
  withRelated: 'naaste of vertegenwoordiger',
  representative: (who: string) => `vertegenwoordiger: ${who}`,
  verified: (who: string, date: string) => `gecontroleerd met ${who}, ${date}`,
  notVerified: (who: string, date: string) =>
    `⚠\u00A0niet bevestigd bij controle met ${who}, ${date}`,
  neverVerified: 'controle niet vastgelegd',
  recordedBy: (who: string) => `vastgelegd door ${who}`,
  care: {
    kinds: {
      aim: 'Doel van de behandeling',
      wish: 'Wens',
      talk: 'Gesprek over latere zorg',
      device: 'Geïmplanteerd apparaat',
    },
    named: (name: string, value: string) => `${name}: ${value}`,
    valueless: 'geen antwoord in de bron',
    absent: (why: string) => `geen antwoord: ${why}`,
    statuses: {
      preliminary: '⚠\u00A0voorlopig',
      registered: '⚠\u00A0nog niet vastgesteld',
      proposed: '⚠\u00A0voorstel',
      planned: 'gepland',
      preparation: 'in voorbereiding',
      'on-hold': '⚠\u00A0aangehouden',
      'in-progress': 'bezig',
      amended: '⚠\u00A0later gewijzigd',
      corrected: '⚠\u00A0gecorrigeerd',
      unknown: 'status onbekend',
    },
  },
}
