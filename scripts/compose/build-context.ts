import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SetupError } from '../progress.ts'
import { places, root } from './places.ts'
import { mustPodman } from './stand-ins.ts'

/** What the image needs, and what somebody may have put beside it. */
const NEEDED: readonly string[] = [
  'package.json',
  'config/policy.json',
  'config/topology.json',
  'config/templates/bot.env',
  'compose/bot.sh',
  'scripts/topology/setup.ts',
  'src/main.ts',
]
const STRAY: readonly string[] = [
  'zorgbot.env',
  'zorgbot.yaml',
  '.env',
  'config/zorgbot.env',
  'config/registration.yaml',
  'config/vvt.key',
  'config/templates/vvt.key',
  'compose/zorgbot.yaml',
  'scripts/secrets.json',
  'src/deeper/zorgbot.env',
  '.topology/secrets.json',
]

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((one) => join(one.parentPath, one.name).slice(folder.length + 1))
}

/** Shows by a build of such files alone that settings, keys and secrets never become part of the image. */
export const mustSendNoSecrets = async (signal: AbortSignal): Promise<void> => {
  const [context, sent] = [join(places.work, 'context'), join(places.work, 'sent')]
  const recipe = join(places.work, 'everything.containerfile')
  for (const folder of [context, sent]) await rm(folder, { recursive: true, force: true })
  await writeFile(recipe, 'FROM scratch\nCOPY . /\n')
  for (const file of [...NEEDED, ...STRAY]) {
    await mkdir(dirname(join(context, file)), { recursive: true })
    await writeFile(join(context, file), 'a file\n')
  }
  const ignore = join(root, 'compose', 'Dockerfile.dockerignore')
  const files = ['--file', recipe, '--ignorefile', ignore]
  await mustPodman(
    ['build', '--no-cache', '--output', `type=local,dest=${sent}`, ...files, context],
    signal,
  )
  const found = (await filesIn(sent)).toSorted().join(', ')
  const needed = NEEDED.toSorted().join(', ')
  for (const folder of [context, sent]) await rm(folder, { recursive: true, force: true })
  if (found !== needed)
    throw new SetupError('failed', `A build sends ${found} in place of ${needed}.`)
}
