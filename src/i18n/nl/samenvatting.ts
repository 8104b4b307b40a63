/** Words of `!samenvatting`: the whole record on one page. */
export const samenvatting = {
  title: 'Samenvatting',
  summary: 'het belangrijkste uit het hele dossier op één pagina',
  usage: 'samenvatting',
  parts: {
    alerts: (count: number) => `Waarschuwingen (${count})`,
    directives: (count: number) => `Behandelgrenzen en wilsverklaringen (${count})`,
    allergies: (count: number) => `Allergieën en intoleranties (${count})`,
    problems: (count: number) => `Problemen (${count})`,
    medication: (count: number) => `Medicatie (${count})`,
    vitals: (count: number) => `Laatste metingen (${count})`,
    lab: (count: number) => `Afwijkende labuitslagen (${count})`,
    tasks: (count: number) => `Open taken (${count})`,
    appointments: (count: number) => `Komende afspraken (${count})`,
    team: (count: number) => `Zorgteam (${count})`,
  },
  names: {
    alerts: 'actieve waarschuwingen',
    directives: 'behandelgrenzen en wilsverklaringen',
    allergies: 'allergieën',
    problems: 'actieve problemen',
    medication: 'actuele medicatie',
    vitals: 'metingen',
    lab: 'afwijkende labuitslagen',
    tasks: 'open taken',
    appointments: 'komende afspraken',
    team: 'zorgteam',
  },
  all: ' voor alles',
  dash: ' – ',
  partly: '⚠\u00A0niet alles hiervan is opgehaald',
  notRetrieved: (names: string) =>
    `⚠\u00A0Niet opgehaald: ${names}. Dat zegt niets over deze patiënt.`,
  notFound: (names: string, sources: string, stamp: string) =>
    `Niet gevonden in ${sources} (peildatum ${stamp}): ${names}. Dat betekent niet dat er niets is.`,
  marked: (count: number) =>
    count === 1
      ? '⚠\u00A01 middel is onzeker, onderbroken, of heeft een verschil tussen partijen'
      : `⚠\u00A0${count} middelen zijn onzeker, onderbroken, of hebben een verschil tussen partijen`,
  noAbnormal: (count: number) =>
    count === 1
      ? 'De bron noemt geen uitslag afwijkend; er is 1 uitslag.'
      : `De bron noemt geen uitslag afwijkend; er zijn ${count} uitslagen.`,
  late: (count: number) =>
    count === 1 ? '⚠\u00A01 taak is te laat' : `⚠\u00A0${count} taken zijn te laat`,
  cancelled: (count: number) =>
    count === 1 ? '1 afspraak is vervallen' : `${count} afspraken zijn vervallen`,
  lapsed: (count: number) =>
    count === 1 ? '1 vervallen, niet getoond' : `${count} vervallen, niet getoond`,
}
