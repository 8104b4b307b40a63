import { type Language, messages } from '../i18n/messages.ts'
import { code, type Inline, paragraph } from '../reply/document.ts'
import { cutText } from './answer/cut-text.ts'
import { type Context, defineCommand, type Outcome } from './command.ts'
import { foldWord } from './typed/normalize.ts'

/** What `!taal` needs: where a person's language is kept. */
export type TaalPorts = {
  readonly saveLanguage: (userId: string, language: Language) => Promise<void>
}

const languages: Readonly<Record<string, Language>> = {
  nl: 'nl',
  nederlands: 'nl',
  dutch: 'nl',
  en: 'en',
  engels: 'en',
  english: 'en',
}

const choices = (said: string, { t }: Context): Outcome => {
  const line: readonly Inline[] = [said, code('!taal nl'), t.taal.or, code('!taal en')]
  return { kind: 'misused', document: [paragraph(line)] }
}

/** `!taal`: in which language the bot writes to this person in the direct message. */
export const taal = defineCommand<TaalPorts>({
  name: 'taal',
  aliases: ['language', 'lang'],
  access: 'open',
  place: 'direct',
  options: [],
  summary: (t) => t.taal.summary,
  usage: (t) => t.taal.usage,
  examples: ['taal nl', 'taal en'],
  async run(context, { words: [typed, more] }) {
    const { t, asker, saveLanguage } = context
    if (typed === undefined) return choices(t.taal.current, context)
    const word = foldWord(typed)
    const language =
      more === undefined && Object.hasOwn(languages, word) ? languages[word] : undefined
    if (language === undefined) return choices(t.taal.unknown(cutText(typed, context)), context)
    await saveLanguage(asker.userId, language)
    return {
      kind: 'answer',
      document: [paragraph(messages[language].taal.saved)],
      refs: [],
      reads: [],
      foreign: [],
      outcome: 'ok',
    }
  },
})
