/** Words of `!bron`: where a line of the last list comes from. */
export const bron = {
  title: (number: number, command: string) => `Herkomst van regel ${number} van !${command}`,
  summary: 'waar een regel van uw laatste lijst vandaan komt',
  usage: 'bron <nummer>',
  missing: 'Noem het nummer dat voor de regel staat, bijvoorbeeld ',
  noNumber: (typed: string) =>
    `“${typed}” is geen regelnummer. Noem één nummer dat voor een regel van uw laatste lijst staat, bijvoorbeeld `,
  end: '.',
  ownRecord: 'het eigen dossier',
  gone: 'staat er niet meer: verwijderd sinds de lijst is getoond, of niet meer te zien',
  wrong: '⚠\u00A0is als foutief ingevoerd gemarkeerd en geldt niet',
  changed: (stamp: string) => `⚠\u00A0gewijzigd nadat de lijst is getoond (${stamp}): typ `,
  unchanged: (stamp: string) => `niet gewijzigd sinds de lijst is getoond (${stamp})`,
  asOf: (time: string) =>
    `zoals opgehaald om ${time}; of het daarna is gewijzigd, is daar niet gevraagd. Opnieuw vragen: typ `,
  changeUnknown: 'de bron zegt niet of het is gewijzigd sinds de lijst is getoond',
  status: (words: string) => `status in de bron: ${words}`,
  reference: (ref: string) => `kenmerk: ${ref}`,
  lastChanged: (date: string, version: string | undefined) =>
    version === undefined
      ? `laatst gewijzigd: ${date}`
      : `laatst gewijzigd: ${date}, versie ${version}`,
  lastChangedUnknown: (version: string | undefined) =>
    version === undefined
      ? 'laatst gewijzigd: niet vermeld'
      : `laatst gewijzigd: niet vermeld, versie ${version}`,
  by: (words: string) => `vastgelegd door: ${words}`,
  byNobody: 'vastgelegd door: niet vermeld',
  source: (label: string) => `bron: ${label}`,
  profile: (name: string) => `profiel: ${name}`,
  noProfile: 'profiel: niet vermeld',
  notRead: (why: string) => `NIET opgehaald: ${why}`,
  rest: (count: number) =>
    count === 1
      ? 'Deze regel rust op nog 1 gegeven, niet getoond.'
      : `Deze regel rust op nog ${count} gegevens, niet getoond.`,
}
