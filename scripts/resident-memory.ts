import { runProgram } from './run-program.ts'

/** The resident memory of a process, in MB. */
export const residentMb = async (pid: number): Promise<number> => {
  const { output } = await runProgram('ps', ['-o', 'rss=', '-p', String(pid)])
  return Number(output.trim()) / 1024
}
