import { SetupError } from '../progress.ts'
import { runProgram } from '../run-program.ts'

/** A Python that can hold Synapse. */
export type Python = { readonly command: string; readonly version: string }

const CANDIDATES = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10']
const OLDEST_MINOR = 10

const isNewEnough = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major === 3 && minor >= OLDEST_MINOR
}

/** Finds a Python of 3.10 or newer that can make virtual environments, or throws the sentence that says what to do. */
export const findPython = async (candidates: readonly string[] = CANDIDATES): Promise<Python> => {
  const seen: string[] = []
  for (const command of candidates) {
    const { code, output } = await runProgram(command, [
      '-c',
      'import platform; print(platform.python_version())',
    ])
    if (code !== 0) continue
    const version = output.trim()
    seen.push(version)
    if (!isNewEnough(version)) continue
    const venv = await runProgram(command, ['-c', 'import venv, ensurepip.__main__'])
    if (venv.code === 0) return { command, version }
    throw new SetupError(
      'no-venv',
      `Python ${version} has no venv module: install it ("sudo apt install python3-venv" on Debian and Ubuntu) and run the same command again.`,
    )
  }
  throw new SetupError(
    'no-python',
    seen.length > 0
      ? `Synapse needs Python 3.10 or newer and this machine has ${seen.join(', ')}: install a newer Python 3 and run the same command again.`
      : 'Synapse needs Python 3.10 or newer and this machine has none: install Python 3 with its venv module ("sudo apt install python3-venv" on Debian and Ubuntu) and run the same command again.',
  )
}
