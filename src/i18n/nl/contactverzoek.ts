/** Words of `!contactverzoek`; what it shares with `!taak` stands there. */
export const contactverzoek = {
  summary: 'iemand van dit zorgteam vragen terug te bellen',
  usage: 'contactverzoek <wie> [waarover] [voor <datum>] [spoed]',
}
