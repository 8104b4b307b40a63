import { readFileSync } from 'node:fs'
import { createPolicy, type Policy, type Ruled } from './bot/access/policy.ts'
import { readPolicy } from './bot/access/policy-file.ts'
import { ConfigError } from './config.ts'

const ownFile = new URL('../config/policy.json', import.meta.url)

/** The policy of the file that is set, or of the one that comes along. Throws `ConfigError` with everything wrong in it. */
export const loadPolicy = (
  file: string | undefined,
  commands: readonly Ruled[],
  sources: readonly string[],
): Policy => {
  let text: string
  try {
    text = readFileSync(file ?? ownFile, 'utf8')
  } catch {
    throw new ConfigError(['ZORGBOT_POLICY: the file cannot be read'])
  }
  const read = readPolicy(text, commands, sources)
  if ('problems' in read)
    throw new ConfigError(read.problems.map((problem) => `ZORGBOT_POLICY: ${problem}`))
  return createPolicy(read.content)
}
