/** Who may read an answer, where it goes instead, and what becomes of it. */
export const audience = {
  sent: {
    asked: 'Ik heb u het antwoord rechtstreeks gestuurd.',
    audience: 'Dit antwoord is alleen voor zorgverleners. Ik heb het u rechtstreeks gestuurd.',
    source:
      'Een van de bronnen staat niet toe dat dit antwoord in een ruimte komt. Ik heb het u rechtstreeks gestuurd.',
  },
  notSent: {
    asked:
      'Er is niets getoond: rechtstreeks sturen lukt nu niet. Begin een gesprek met alleen mij en typ de opdracht hier opnieuw.',
    audience:
      'Dit antwoord is alleen voor zorgverleners en is niet getoond; rechtstreeks sturen lukt nu niet. Begin een gesprek met alleen mij en typ de opdracht hier opnieuw.',
    source:
      'Een van de bronnen staat niet toe dat dit antwoord in een ruimte komt; rechtstreeks sturen lukt nu niet. Begin een gesprek met alleen mij en typ de opdracht hier opnieuw.',
  },
  notHere:
    'Deze opdracht kan hier niet: de cliënt of een naaste leest mee. Er is niets gedaan. Typ hem in een ruimte met alleen zorgverleners.',
  notInRoom:
    'Een van de bronnen staat niet toe dat deze gegevens in een ruimte komen. Er is niets gedaan. Doe dit in het dossier zelf.',
  asksBack:
    'Deze opdracht stelt eerst een vraag terug, en die kan ik hier niet tonen. Er is niets getoond. Typ hem vollediger, of in een ruimte met alleen zorgverleners.',
  laterReaders:
    'Er is niets getoond: wat hier staat, kan ook worden gelezen door wie nu niet in deze ruimte zit. Vraag uw beheerder dit te herstellen.',
  unknownReader:
    'Er is niets getoond: in deze ruimte zit iemand, of is iemand uitgenodigd, van wie niet vaststaat wie dat is.',
  aboutRoom: (room: string) => `Uit de ruimte ${room}; nummers, !meer en !bron typt u daar.`,
  aboutNobody: 'Van wie dit is, staat in de ruimte waar u het vroeg.',
  unchanged: (now: string) =>
    `Ongewijzigd: om ${now} opnieuw nagegaan, en precies hetzelfde als mijn `,
  unchangedLink: (then: string) => `antwoord van ${then}`,
  unchangedMore: ' in deze ruimte.',
  vanishesAt: (time: string) =>
    `Dit bericht bevat gegevens van een andere bron en wordt om ${time} verwijderd. Niet overnemen als dossier.`,
  vanished: (command: string) =>
    `Antwoord op !${command} verwijderd; opnieuw opvragen met !${command}`,
  vanishedFrom: (command: string, room: string) =>
    `Antwoord op !${command} uit de ruimte ${room} verwijderd; opnieuw opvragen in die ruimte met !${command}`,
  busy: (command: string) =>
    `Bezig: !${command} is nog niet klaar. Het antwoord komt in de plaats van dit bericht.`,
  busyConfirming:
    'Bezig: uw bevestiging is nog niet verwerkt. Het antwoord komt in de plaats van dit bericht.',
  replaced: 'Vervangen door dezelfde vraag hieronder – niets verstuurd of vastgelegd',
  nothingCame: 'Er is niets gedaan.',
  ready: 'Uw opgevraagde gegevens staan klaar',
}
