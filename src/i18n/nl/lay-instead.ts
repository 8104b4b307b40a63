const counted = (all: number, words: string): readonly string[] =>
  all === 0 ? [] : [all === 1 ? `1 meting die ${words}` : `${all} metingen die ${words}`]

/** What is measured, as people call it. */
export const measures = {
  'blood-pressure': 'Bloeddruk',
  'body-weight': 'Gewicht',
  'body-height': 'Lengte',
  'body-temperature': 'Temperatuur',
  'oxygen-saturation': 'Zuurstof in het bloed',
  'heart-rate': 'Hartslag',
  'pulse-rate': 'Hartslag (pols)',
  'respiratory-rate': 'Ademhaling',
  pain: 'Pijn',
  glucose: 'Bloedsuiker',
  'early-warning': 'Score die waarschuwt als het slechter gaat',
  'coma-scale': 'Hoe wakker iemand is (GCS)',
  snaq: 'Kans op ondervoeding (SNAQ)',
  must: 'Kans op ondervoeding (MUST)',
  barthel: 'Wat iemand zelf kan (Barthel)',
  delirium: 'Plotselinge verwardheid (DOS)',
}

/** Plain words (B1) in the place of those for professionals that have the same names. */
export const layInstead = {
  clinical: {
    failures: {
      'not-found': 'niet gevonden',
      gone: 'daar verwijderd',
      forbidden: 'daar mocht ik niet kijken',
      unauthorized: 'daar kwam ik niet binnen',
      conflict: 'dit veranderde net terwijl ik keek',
      ambiguous: 'er kwam meer dan één antwoord',
      invalid: 'mijn vraag werd daar niet aangenomen',
      'too-many-requests': 'het was daar te druk',
      timeout: 'er kwam geen antwoord',
      unreachable: 'niet te bereiken',
      'not-fhir': 'het antwoord was niet te lezen',
      outside: 'het antwoord klopte niet',
      unavailable: 'nu niet te bereiken',
      incomplete: 'niet alles is binnengekomen',
      'no-number': 'de cliënt kon daar niet worden opgezocht',
      'not-agreed': 'wordt daar niet opgevraagd',
      'unknown-patient': 'de cliënt is daar niet bekend',
      withheld: 'mag hier niet worden getoond',
      'direct-only': 'staat alleen in een rechtstreeks bericht',
    },
    absent: {
      unknown: 'niet bekend',
      'asked-unknown': 'gevraagd, maar niet bekend',
      'temp-unknown': 'nog niet bekend',
      'not-asked': 'niet gevraagd',
      'asked-declined': 'niet verteld',
      masked: 'wordt niet getoond',
      'not-applicable': 'niet nodig',
      unsupported: 'kan daar niet worden opgeschreven',
      'as-text': 'staat er alleen in woorden',
      error: 'er ging iets mis',
      'not-a-number': 'geen getal',
      'negative-infinity': 'te laag om te meten',
      'positive-infinity': 'te hoog om te meten',
      'not-performed': 'niet gedaan',
      'not-permitted': 'mag niet worden getoond',
    },
    absentOther: 'waarom staat er niet bij',
    partly: (label: string) => `${label} (niet alles)`,
    failed: (label: string, why: string) => `${label} (niet gelukt: ${why})`,
    foreign: (count: number) =>
      count === 1
        ? '1 gegeven is niet getoond: het is niet zeker dat het over deze cliënt gaat. Zeg dit tegen uw zorgverlener.'
        : `${count} gegevens zijn niet getoond: het is niet zeker dat ze over deze cliënt gaan. Zeg dit tegen uw zorgverlener.`,
    nothingRetrieved: (why: string) => `Er kon nu niets worden opgezocht: ${why}.`,
    saysNothing: () =>
      'Dat betekent niet dat er niets is. Probeer het later nog eens, of vraag het uw zorgverlener.',
    received: 'wat er is binnengekomen',
    receivedOf: (labels: string) => `wat er van ${labels} is binnengekomen`,
    fromSource: (label: string) => `van ${label}`,
    statusUnknown: 'let op: niet bekend of dit klopt',
    unknownModifier: 'let op: vraag na of dit klopt',
    unknownReference: 'wie of wat, staat er niet bij',
    recordedOn: (date: string) => `opgeschreven op ${date}`,
    undated: 'wanneer, staat er niet bij',
    unreadableDate: 'de datum is niet te lezen',
    cut: '… (dit gaat nog verder: vraag ernaar)',
  },
  metingen: {
    kinds: measures,
    nameless: 'Meting zonder naam',
    roles: { systolic: 'bovendruk', diastolic: 'onderdruk', mean: 'gemiddeld' },
    oxygen: (given: boolean): string => (given ? 'met extra zuurstof' : 'zonder extra zuurstof'),
    oxygenUnknown: 'of er extra zuurstof bij was, staat er niet bij',
    oxygenAmount: (value: string) => `extra zuurstof: ${value}`,
    hiddenParts: (count: number) => `er horen nog ${count} onderdelen bij: vraag ernaar`,
    withoutUnit: (value: string) => `${value} (in welke maat, staat er niet bij)`,
    contradicts: (value: string, coded: string) =>
      `${value} (let op: er staan twee maten bij, ook ${coded}: vraag na welke klopt)`,
    absent: (reason: string) => `geen uitslag (${reason})`,
    none: 'er staat geen uitslag bij',
    withdrawn: 'deze uitslag is ingetrokken',
    unreadable: 'deze uitslag kan ik hier niet laten zien: vraag ernaar',
    reference: (range: string) => `grenzen die erbij staan: ${range}`,
    judged: (words: string) => `erbij staat: ${words}`,
    interpretations: {
      HH: 'gevaarlijk hoog',
      LL: 'gevaarlijk laag',
      H: 'hoog',
      L: 'laag',
      HU: 'heel hoog',
      LU: 'heel laag',
      AA: 'gevaarlijk anders dan normaal',
      A: 'anders dan normaal',
      N: 'normaal',
      U: 'duidelijk hoger',
      D: 'duidelijk lager',
    },
    statuses: {
      registered: 'let op: dit staat nog niet vast',
      preliminary: 'let op: dit staat nog niet vast',
      amended: 'dit is later veranderd',
      corrected: 'dit is later verbeterd',
    },
    ofWithdrawn: 'let op: hoort bij een meting die is ingetrokken',
    future: 'let op: deze datum moet nog komen, vraag na of dit klopt',
    old: 'langer dan 90 dagen geleden',
    order: {
      'same-moment': 'let op: er is nog een meting van hetzelfde moment',
      'same-day': 'let op: er is nog een meting van die dag, en welke later was is niet bekend',
      imprecise: 'let op: of een andere meting later was, is niet bekend',
    },
    previous: (words: string) => `de keer daarvoor: ${words}`,
    previousUnordered: (words: string) =>
      `daarvoor, maar welke het laatst was is niet bekend: ${words}`,
    otherUnit: 'niet te vergelijken: in een andere maat gemeten',
    otherConditions: 'niet te vergelijken: op een andere manier gemeten',
    ago: (days: number | undefined) => {
      if (days === undefined) return 'vergeleken met daarvoor'
      if (days === 0) return 'vergeleken met eerder op dezelfde dag'
      return days === 1 ? 'vergeleken met 1 dag eerder' : `vergeleken met ${days} dagen eerder`
    },
    sameAgo: (days: number | undefined) => {
      if (days === undefined) return 'hetzelfde als daarvoor'
      if (days === 0) return 'hetzelfde als eerder op dezelfde dag'
      return days === 1 ? 'hetzelfde als 1 dag eerder' : `hetzelfde als ${days} dagen eerder`
    },
    percentPoints: (amount: string) => `${amount}\u00A0punten`,
    changed: (amount: string, up: boolean, ago: string) =>
      up ? `${amount} hoger ${ago}` : `${amount} lager ${ago}`,
    changedPart: (role: string, amount: string, up: boolean) =>
      up ? `${role} ${amount} hoger` : `${role} ${amount} lager`,
    samePart: (role: string) => `${role} hetzelfde`,
    hidden: (errors: number, cancelled: number) => {
      return `Niet getoond: ${[
        ...counted(errors, errors === 1 ? 'niet klopt' : 'niet kloppen'),
        ...counted(cancelled, cancelled === 1 ? 'niet doorging' : 'niet doorgingen'),
      ].join(', ')}.`
    },
  },
  grafiek: {
    left: (count: number) =>
      count === 1
        ? '1 meting past niet in de grafiek. Die staat er niet in.'
        : `${count} metingen passen niet in de grafiek. Die staan er niet in.`,
  },
  wie: {
    title: 'Wie er bij de zorg horen',
    titleAbsent: 'Wie er niet zijn',
    noTeam: (sources: string, stamp: string) =>
      `Er is geen zorgteam gevonden bij ${sources} (opgezocht op ${stamp}). Dat betekent niet dat er niemand bij de zorg hoort.`,
    noAbsence: (sources: string, stamp: string) =>
      `Er is niet gevonden dat er iemand weg is, bij ${sources} (opgezocht op ${stamp}). Dat betekent niet dat iedereen er is.`,
    family: 'Familie, andere naasten en de cliënt',
    inactive: 'Horen nu niet bij de zorg, of dat is niet zeker',
    nameless: 'iemand van wie de naam er niet bij staat',
    client: 'De cliënt',
    absent: (who: string, when: string, why: string | undefined) =>
      `Nu afwezig: ${who}, ${when}${why === undefined ? '' : `, ${why}`}`,
    absentUndated: (who: string, why: string | undefined) =>
      `Afwezig, maar wanneer staat er niet bij: ${who}${why === undefined ? '' : `, ${why}`}`,
    until: (end: string) => `tot en met ${end}`,
    since: (start: string) => `sinds ${start}, tot wanneer is niet bekend`,
    fromTo: (start: string, end: string) => `van ${start} tot en met ${end}`,
    from: (start: string) => `vanaf ${start}, tot wanneer is niet bekend`,
  },
}
