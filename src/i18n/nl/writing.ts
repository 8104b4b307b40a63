const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Words every command that writes shares: preview, outcome, reference. */
export const writing = {
  title: {
    send: (what: string) => `Bevestig ${what} – nog NIET verstuurd`,
    record: (what: string) => `Bevestig ${what} – nog NIET vastgelegd`,
  },
  start: (name: string) => `${name}, typ `,
  yes: (code: string) => `ja ${code}`,
  between: { send: ' om te versturen of ', record: ' om vast te leggen of ' },
  no: (code: string) => `nee ${code}`,
  end: (time: string) => ` om te stoppen. Alleen u kunt bevestigen, tot ${time}.`,
  undo: (until: string, code: string) => `Terugdraaien kan tot ${until}: typ ongedaan ${code}.`,
  promptDone: (what: string, name: string, time: string) =>
    `${sentence(what)} – bevestigd door ${name} ${time}`,
  reference: (refs: string) => `Kenmerk: ${refs}`,
  weekdays: ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'],
  months:
    'januari februari maart april mei juni juli augustus september oktober november december'.split(
      ' ',
    ),
  through: ' t/m ',
  yearFilledIn: (days: string) => `Het jaar stond er niet bij. Bedoeld is ${days}.`,
  otherYear: (days: string) =>
    `⚠\u00A0Let op: het jaar stond er niet bij, en dit is niet dit jaar. Bedoeld is ${days}.`,
  requesterUnknown:
    'Niet uitgevoerd: het zorgteam noemt geen rol van u waaruit dit kan. Er is niets vastgelegd. Meld dit aan uw beheerder.',
  patientDown: (why: string) =>
    `Niet uitgevoerd: de gegevens van de cliënt konden niet worden gecontroleerd (${why}). Er is niets vastgelegd. Probeer het later opnieuw.`,
  readDown: (why: string) =>
    `Niet uitgevoerd: het dossier kon niet worden geraadpleegd (${why}). Er is niets vastgelegd. Probeer het later opnieuw.`,
  bsn: 'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  tooLong: (length: number, limit: number) =>
    `Niet uitgevoerd: de tekst is te lang (${length} tekens, ten hoogste ${limit}). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.`,
  changed:
    'NIET vastgelegd: wat u bevestigt hoort niet meer bij deze ruimte of bij uw rol. Typ de opdracht opnieuw.',
  stale:
    'NIET vastgelegd: het dossier is intussen gewijzigd. Vraag de gegevens opnieuw op en typ de opdracht opnieuw.',
  refused:
    'NIET vastgelegd: dit voldoet niet aan de regels van het dossier. Opnieuw proberen helpt niet: typ de opdracht opnieuw, of meld dit aan uw beheerder.',
  failed: (why: string) => `NIET vastgelegd: ${why}.`,
  unknown: 'Onbekend of het is vastgelegd: het dossier antwoordt niet.',
  ambiguous:
    'Gestopt: dit staat niet precies één keer in het dossier. Bevestig niet opnieuw. Meld dit aan uw beheerder en controleer het dossier.',
  list: {
    none: 'U heeft hier nog geen lijst opgevraagd, of te lang geleden. Vraag de lijst eerst op, en noem dan het nummer dat ervoor staat.',
    noLine: (count: number) =>
      count === 0
        ? 'In uw laatste lijst heeft geen regel een nummer.'
        : `Uw laatste lijst heeft de nummers 1 tot en met ${count}.`,
    other: (command: string) =>
      `Uw laatste lijst is van een andere opdracht. Typ eerst ${command}.`,
    notLast:
      'U antwoordt op een ander bericht dan uw laatste lijst, en een nummer geldt alleen voor die lijst. Er is niets gedaan. Vraag de lijst opnieuw op, en noem dan het nummer.',
    gone: 'Deze regel staat niet meer in het dossier. Vraag de lijst opnieuw op.',
  },
}
