import { code, paragraph } from '../../reply/document.ts'
import type { Args, Context, KeptList, Outcome } from '../command.ts'
import { repeated, typedIn } from '../typed/typed-words.ts'

/** The asker's last list here, for a command that takes no words of its own; or what is said instead. */
export const lastListOr = async (
  { lastList, t }: Context,
  args: Args,
  name: string,
): Promise<{ readonly list: KeptList } | { readonly said: Outcome }> => {
  const typed = typedIn(args)
  if (typed !== '') {
    const line = [t.meer.noWords(repeated(typed)), code(`!${name}`), t.meer.end]
    return { said: { kind: 'misused', document: [paragraph(line)] } }
  }
  const list = await lastList()
  if (list !== undefined) return { list }
  return { said: { kind: 'misused', document: [paragraph(t.writing.list.none)] } }
}
