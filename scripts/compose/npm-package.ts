import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '../progress.ts'
import { mustRun } from './run.ts'

const NAME = 'npm@11.21.2'
const INTEGRITY =
  'sha512-7HPApk+AflMUavSseL1Pm6CnYqMIHk53x+KmuhqmTDqPkjPMgxIpTPcTqsE91EKNw4gFBJV9fnXiSdGm1DXq9A=='

/** Unpacks the locked npm into a folder as `npm`. */
export const fetchNpm = async (folder: string, signal: AbortSignal): Promise<void> => {
  const options = { signal, cwd: folder }
  const { stdout } = await mustRun('npm', ['pack', NAME, '--json', '--silent'], options)
  const [packed]: readonly { readonly filename: string }[] = JSON.parse(stdout)
  const file = join(folder, packed?.filename ?? '')
  const hash = createHash('sha512')
    .update(await readFile(file))
    .digest('base64')
  if (`sha512-${hash}` !== INTEGRITY)
    throw new SetupError('wrong-hash', `The package ${NAME} of the registry is not the locked one.`)
  await mustRun('tar', ['-xzf', file], options)
  await mustRun('mv', ['package', 'npm'], options)
  await mustRun('rm', [file], options)
}
