import { runProgram } from '../scripts/run-program.ts'

/** One process: what it is, and its resident memory. */
export type ProcessMemory = { readonly kind: string; readonly mb: number }

const kinds: readonly (readonly [RegExp, string])[] = [
  [/launch\.py/u, 'Synapse'],
  [/src\/main\.ts/u, 'bot'],
  [/\bnginx\b/u, 'nginx'],
  [/bootstrap\.mjs/u, 'starter of the npm script'],
  [/partners\/topology\.ts/u, 'program with the FHIR servers and three clients'],
]

const kindOf = (args: string): string => kinds.find(([form]) => form.test(args))?.[1] ?? 'other'

type Process = {
  readonly pid: number
  readonly parent: number
  readonly mb: number
  readonly kind: string
}

const readLine = (line: string): Process[] => {
  const [, pid, parent, kb, args] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/u.exec(line) ?? []
  if (args === undefined) return []
  return [{ pid: Number(pid), parent: Number(parent), mb: Number(kb) / 1024, kind: kindOf(args) }]
}

/** A process and everything it started, and what that started. */
export const memoryOfTree = async (root: number): Promise<readonly ProcessMemory[]> => {
  const { output } = await runProgram('ps', ['-A', '-ww', '-o', 'pid=,ppid=,rss=,args='])
  const all = output.split('\n').flatMap(readLine)
  const below = (pid: number): readonly Process[] => [
    ...all.filter((one) => one.pid === pid),
    ...all.filter(({ parent }) => parent === pid).flatMap((one) => below(one.pid)),
  ]
  return below(root)
}
