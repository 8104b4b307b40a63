/** Words of urgent calls: the details for the room, the call without patient data, reminder, escalation, acknowledgement. */
export const ping = {
  minutes: (count: number) =>
    count === 1 ? '1 minuut' : `${String(count).replace('.', ',')} minuten`,
  title: {
    referral: (priority: string) => `Nieuwe verwijzing, ${priority}`,
    callback: (priority: string) => `Nieuw terugbelverzoek, ${priority}`,
    task: (priority: string) => `Nieuwe taak, ${priority}`,
  },
  what: (words: string) => `Wat: ${words}`,
  why: (words: string) => `Aanleiding: ${words}`,
  for: (name: string) => `Voor: ${name}`,
  from: (name: string, when: string) => `Van: ${name}, ${when}`,
  due: (when: string) => `Uiterlijk: ${when}`,
  how: {
    start: 'Typ ',
    ok: 'ok',
    middle: ' als u dit oppakt. Accepteren in het dossier gaat met ',
    command: '!taken',
  },
  call: {
    referral: 'Spoed: nieuwe verwijzing',
    callback: 'Spoed: nieuw terugbelverzoek',
    task: 'Spoed: nieuwe taak',
  },
  callEnd: '. Open deze ruimte voor de details.',
  between: ' voor ',
  reminder: 'Spoed, herinnering: nog geen antwoord',
  reminderEnd: '. Typ ok in deze ruimte als u dit oppakt.',
  betweenReminder: ' van ',
  escalated: 'Spoed: geen antwoord',
  escalatedFrom: (name: string) => ` van ${name}. Nu voor `,
  escalatedEnd: '. Open deze ruimte en typ ok als u dit oppakt.',
  nobody: 'Spoed: geen antwoord',
  nobodyFrom: ' van ',
  nobodyEnd:
    ', en in deze ruimte is niemand die hierna kan worden opgeroepen. Bel zelf, of stuur het verzoek aan een ander.',
  acknowledged: (name: string, at: string) =>
    `Opgepakt door ${name}, ${at}. Er wordt niet opnieuw opgeroepen.`,
  acknowledgedHow: 'In het dossier is nog niets gewijzigd: accepteren of weigeren gaat met ',
  forOther: (name: string) => `Deze oproep is voor ${name}; alleen die kan hem oppakken.`,
  several: 'Er staan meer oproepen voor u open. Antwoord met ok op de oproep die u oppakt.',
}
