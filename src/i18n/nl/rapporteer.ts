const nothing = 'Er is niets vastgelegd.'

/** Words of `!rapporteer`. */
export const rapporteer = {
  summary: 'een rapportage vastleggen, of een bericht als rapportage',
  usage: 'rapporteer <tekst>',
  what: 'rapportage',
  ask: 'Rapportage',
  askHow:
    'Typ nu de rapportage in één bericht, zonder burgerservicenummer. Of antwoord met !rapporteer op een bericht om dat vast te leggen.',
  unreadable: `Het bericht waarop u antwoordt heeft geen tekst die ik kan lezen. ${nothing} Typ !rapporteer met de tekst erachter.`,
  ofBot: `Dit is een bericht van mij, geen waarneming van iemand. ${nothing} Typ !rapporteer met de tekst erachter.`,
  empty: `Er staat geen tekst in. ${nothing} Typ !rapporteer met de tekst erachter.`,
  bsnInMessage: `Het bericht waarop u antwoordt bevat een burgerservicenummer. ${nothing} Typ !rapporteer met de tekst zonder dat nummer.`,
  by: (name: string) => `Door: ${name}`,
  at: (moment: string) => `Tijd: ${moment}`,
  written: (name: string, moment: string) => `Bericht van ${name}, geschreven ${moment}`,
  takenOver: (name: string, moment: string) =>
    `Overgenomen uit het gesprek van het zorgteam: geschreven door ${name} op ${moment}.`,
  text: 'Tekst: ',
  textBelow: 'Tekst:',
  replyLeft: 'Het bericht waarop u antwoordde wordt niet overgenomen: alleen de tekst die u typte.',
  teamUnknown: 'Het zorgteam kon niet worden opgevraagd: de schrijver staat er met het account.',
  done: (at: string) => `Rapportage vastgelegd ${at}.`,
}
