import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runKills } from './kills.ts'

const usage = 'usage: npm run soak -- [--kills <number>] [--seed <number>]'

const wholeNumber = (text: string): number | undefined =>
  /^\d{1,9}$/.test(text) ? Number(text) : undefined

const optionsIn = (args: readonly string[]) => {
  try {
    const options = { kills: { type: 'string' }, seed: { type: 'string' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch {
    return { kills: '', seed: '' }
  }
}

const main = async (args: readonly string[]): Promise<number> => {
  const values = optionsIn(args)
  const kills = wholeNumber(values.kills ?? '1000')
  const seed = wholeNumber(values.seed ?? String(randomInt(1_000_000)))
  if (kills === undefined || seed === undefined) {
    console.error(usage)
    return 64
  }
  console.log(`${kills} kills with seed ${seed}`)
  const report = await runKills({ kills, seed, say: console.log })
  const { answered, referrals, changes, problems } = report
  console.log(
    `${kills} kills: ${answered} messages, ${referrals} referrals in the record, ${changes} changes announced`,
  )
  for (const problem of problems) console.log(`PROBLEM: ${problem}`)
  console.log(
    problems.length === 0 ? 'nothing lost, nothing double' : `${problems.length} problems`,
  )
  return problems.length === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
