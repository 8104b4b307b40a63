/** Words of `!metingen`: measures, values, trends, what is uncertain about them. */
export const metingen = {
  title: 'Metingen',
  titleOf: (kind: string) => `Metingen: ${kind}`,
  summary: 'laatste metingen, vergeleken met de vorige',
  usage: 'metingen [soort] [alles] [--grafiek]',
  kinds: {
    'blood-pressure': 'Bloeddruk',
    'body-weight': 'Gewicht',
    'body-height': 'Lengte',
    'body-temperature': 'Temperatuur',
    'oxygen-saturation': 'Saturatie',
    'heart-rate': 'Hartfrequentie',
    'pulse-rate': 'Pols',
    'respiratory-rate': 'Ademhaling',
    pain: 'Pijn',
    glucose: 'Glucose',
    'early-warning': 'Waarschuwingsscore',
    'coma-scale': 'Glasgow Coma Scale (GCS)',
    snaq: 'SNAQ-score',
    must: 'MUST-score',
    barthel: 'Barthel-index',
    delirium: 'DOS-score',
  },
  nameless: 'Meting zonder naam',
  unusual: (kind: string, name: string) => `${kind} (${name})`,
  unknownKind: (word: string) => `“${word}” ken ik niet als meting. Kies uit:`,
  roles: { systolic: 'bovendruk', diastolic: 'onderdruk', mean: 'gemiddeld' },
  named: (name: string, value: string) => `${name}: ${value}`,
  oxygen: (given: boolean): string => (given ? 'met O₂' : 'zonder O₂'),
  oxygenUnknown: 'O₂-gebruik niet vermeld',
  oxygenAmount: (value: string) => `O₂: ${value}`,
  member: (value: string) => `onderdeel: ${value}`,
  hiddenParts: (count: number) => `nog ${count} onderdelen in het dossier`,
  yes: 'ja',
  no: 'nee',
  withoutUnit: (value: string) => `${value} (zonder eenheid)`,
  contradicts: (value: string, coded: string) =>
    `${value} (⚠\u00A0eenheid tegenstrijdig: de code zegt ${coded})`,
  kilograms: (value: string, kilograms: string) => `${value} (= ${kilograms}\u00A0kg)`,
  absent: (reason: string) => `geen waarde: ${reason}`,
  none: 'geen waarde in de bron',
  withdrawn: 'waarde ingetrokken door de bron',
  unreadable: 'waarde is niet als tekst te tonen – open het dossier',
  inexact: 'waarde niet precies weer te geven – open het dossier',
  takenAt: (value: string, date: string) => `${value} (gemeten ${date})`,
  reference: (range: string) => `referentie ${range}`,
  holdsFor: (range: string, whom: string) => `${range} (geldt voor ${whom})`,
  age: (range: string) => `leeftijd ${range}`,
  between: (low: string, high: string) => `${low} tot ${high}`,
  atLeast: (low: string) => `vanaf ${low}`,
  atMost: (high: string) => `tot ${high}`,
  judged: (words: string) => `beoordeling bron: ${words}`,
  conflicting: (words: string) => `tegenstrijdig: ${words}`,
  interpretations: {
    HH: 'kritiek hoog',
    LL: 'kritiek laag',
    H: 'hoog',
    L: 'laag',
    HU: 'zeer hoog',
    LU: 'zeer laag',
    AA: 'kritiek afwijkend',
    A: 'afwijkend',
    N: 'normaal',
    U: 'beduidend hoger',
    D: 'beduidend lager',
  },
  statuses: {
    registered: '⚠\u00A0geregistreerd, nog niet vastgesteld',
    preliminary: '⚠\u00A0voorlopig',
    amended: '⚠\u00A0later gewijzigd',
    corrected: '⚠\u00A0gecorrigeerd',
  },
  about: (who: string) => `⚠\u00A0gaat over: ${who}`,
  aboutPerson: 'iemand anders dan de cliënt',
  aboutRelative: (relation: string | undefined) =>
    relation === undefined ? 'een naaste' : `een naaste (${relation})`,
  ofWithdrawn: '⚠\u00A0hoort bij een meting die als foutief of geannuleerd is gemarkeerd',
  future: '⚠\u00A0datum in de toekomst',
  old: '⚠\u00A0ouder dan 90 dagen',
  period: (start: string, end: string) => `${start} t/m ${end}`,
  note: (text: string) => `opmerking: ${text}`,
  byPatient: 'door cliënt zelf',
  byRelated: (relation: string | undefined) =>
    relation === undefined ? 'door naaste' : `door naaste (${relation})`,
  order: {
    'same-moment': '⚠\u00A0zelfde tijdstip als een andere meting',
    'same-day': '⚠\u00A0zelfde datum als een andere meting, volgorde onbekend',
    imprecise: '⚠\u00A0datum niet precies, volgorde ten opzichte van een andere meting onbekend',
  },
  dated: (value: string, date: string) => `${value} (${date})`,
  previous: (words: string) => `vorige: ${words}`,
  previousUnordered: (words: string) => `vorige, volgorde onbekend: ${words}`,
  otherUnit: 'niet vergeleken: andere eenheid',
  otherConditions: 'niet vergeleken: anders gemeten',
  ago: (days: number | undefined) => {
    if (days === undefined) return 'dan daarvoor'
    if (days === 0) return 'dan eerder op dezelfde dag'
    return days === 1 ? 'dan 1 dag eerder' : `dan ${days} dagen eerder`
  },
  sameAgo: (days: number | undefined) => {
    if (days === undefined) return 'gelijk aan daarvoor (=)'
    if (days === 0) return 'gelijk aan eerder op dezelfde dag (=)'
    return days === 1 ? 'gelijk aan 1 dag eerder (=)' : `gelijk aan ${days} dagen eerder (=)`
  },
  percentPoints: (amount: string) => `${amount}\u00A0procentpunt`,
  changed: (amount: string, up: boolean, ago: string) =>
    up ? `${amount} hoger ${ago} (▲)` : `${amount} lager ${ago} (▼)`,
  changedPart: (role: string, amount: string, up: boolean) =>
    up ? `${role} ${amount} hoger (▲)` : `${role} ${amount} lager (▼)`,
  samePart: (role: string) => `${role} gelijk (=)`,
  /** The trend of more than two measurements; `name` tells the two pressures apart. */
  course: {
    whole: (span: string, count: number, said: string) =>
      `verloop ${span}(${count} metingen): ${said}`,
    span: (days: number | undefined) => {
      if (days === undefined) return ''
      if (days === 0) return 'op één dag '
      if (days < 14) return days === 1 ? 'in 1 dag ' : `in ${days} dagen `
      const [size, unit] = days < 730 ? ([7, 'weken'] as const) : ([365, 'jaar'] as const)
      return `in ${days % size === 0 ? '' : 'ruim '}${Math.floor(days / size)} ${unit} `
    },
    same: (name: string | undefined) => `${name === undefined ? '' : `${name} `}gelijk gebleven`,
    steady: (name: string | undefined, amount: string, up: boolean) =>
      `${name === undefined ? '' : `${name} `}${up ? `stijgend, ${amount} hoger` : `dalend, ${amount} lager`}`,
    net: (amount: string, up: boolean) => `${amount} ${up ? 'hoger' : 'lager'} dan de eerste`,
    varying: (name: string | undefined, low: string, high: string, net: string | undefined) =>
      `${name === undefined ? '' : `${name} `}wisselend tussen ${low} en ${high}, nu ${net ?? 'gelijk aan de eerste'}`,
  },
  toRecord: 'Vastleggen? Typ ',
  hidden: (errors: number, cancelled: number) => {
    const parts = [
      ...(errors === 0
        ? []
        : [
            errors === 1
              ? '1 meting als foutief gemarkeerd'
              : `${errors} metingen als foutief gemarkeerd`,
          ]),
      ...(cancelled === 0 ? [] : [`${cancelled} geannuleerd`]),
    ]
    return `Niet getoond: ${parts.join(', ')}.`
  },
}
