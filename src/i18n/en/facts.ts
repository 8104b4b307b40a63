import type { nl } from '../nl.ts'

/** Words that lines about records of any kind share, in English. */
export const facts: (typeof nl)['facts'] = {
  recorded: (date, who) => `recorded ${date}, ${who}`,
  undatedBy: (who) => `undated, ${who}`,
  note: (text) => `remark: ${text}`,
  since: (date) => `since ${date}`,
  sinceAge: (age) => `since the age of ${age}`,
  sinceWords: (words) => `onset: ${words}`,
  until: (date) => `until ${date}`,
  ended: (date) => `ended ${date}`,
  statusOther: (words) => `status: ${words}`,
  hidden: (inError, cancelled) => {
    const parts = [
      ...(inError === 0 ? [] : [`${inError} entered in error`]),
      ...(cancelled === 0 ? [] : [`${cancelled} cancelled`]),
    ]
    return `Not shown: ${parts.join(', ')}.`
  },
  unknownWord: (word) => `I do not know “${word}” here. Choose from:`,
}
