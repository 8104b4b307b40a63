/** Words that lines about records of any kind share. */
export const facts = {
  recorded: (date: string, who: string) => `vastgelegd ${date}, ${who}`,
  undatedBy: (who: string) => `zonder datum, ${who}`,
  note: (text: string) => `opmerking: ${text}`,
  since: (date: string) => `sinds ${date}`,
  sinceAge: (age: string) => `sinds leeftijd ${age}`,
  sinceWords: (words: string) => `begin: ${words}`,
  until: (date: string) => `tot en met ${date}`,
  ended: (date: string) => `geëindigd ${date}`,
  statusOther: (words: string) => `status: ${words}`,
  hidden: (inError: number, cancelled: number) => {
    const parts = [
      ...(inError === 0 ? [] : [`${inError} foutief ingevoerd`]),
      ...(cancelled === 0 ? [] : [`${cancelled} geannuleerd`]),
    ]
    return `Niet getoond: ${parts.join(', ')}.`
  },
  unknownWord: (word: string) => `“${word}” ken ik hier niet. Kies uit:`,
}
