import { type Log, SetupError } from '../progress.ts'
import { dockerAnswers, dockerRuntime } from './docker.ts'
import { installSynapse } from './install.ts'
import { nativeRuntime, type Runtime } from './runtime.ts'

const DOCKER_MAY_HELP: readonly string[] = ['no-python', 'no-wheel', 'no-venv']

/** Synapse from PyPI where it fits, else from its Docker image; throws one sentence when neither can be. */
export const findRuntime = async (log: Log): Promise<Runtime> => {
  try {
    return nativeRuntime((await installSynapse({ log })).python)
  } catch (error) {
    if (!(error instanceof SetupError) || !DOCKER_MAY_HELP.includes(error.code)) throw error
    if (!(await dockerAnswers())) throw error
    log('Synapse cannot be installed on this machine itself, so its Docker image is used instead.')
    return dockerRuntime(log)
  }
}
