import type { Inbox, Letter } from '../store/store.ts'
import { printable } from './printable.ts'

const usage = 'usage: npm run letters [-- requeue <number>]'

/** Lists the items that were given up on; `requeue <number>` offers one again. 0 done, 1 no such letter, 64 wrong use. */
export async function printLetters(
  store: Pick<Inbox, 'letters' | 'requeue'>,
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const [command, number, ...more] = args
  if (command === undefined) {
    const letters = await store.letters()
    for (const letter of letters) print(toText(letter))
    print(letters.length === 0 ? 'no letters' : `letters: ${letters.length}`)
    return 0
  }
  if (command !== 'requeue' || number === undefined || !/^\d{1,15}$/.test(number) || more.length) {
    print(usage)
    return 64
  }
  const found = await store.requeue(Number(number))
  print(found ? `letter ${number} is offered again` : `there is no letter ${number}`)
  return found ? 0 : 1
}

function toText({ seq, id, lane, attempts, code, parkedAt }: Letter): string {
  const time = new Date(parkedAt).toISOString()
  return [seq, time, printable(code), attempts, printable(lane), printable(id)].join('\t')
}
