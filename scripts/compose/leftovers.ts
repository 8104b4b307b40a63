import type { Engine } from './engine.ts'

/** What `down -v` must leave nothing of. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  container: ['ps', '--all', '--format', '{{.Names}}'],
  volume: ['volume', 'ls', '--format', '{{.Name}}'],
  network: ['network', 'ls', '--format', '{{.Name}}'],
}

// Podman's own network, which is always there.
const OWN: readonly string[] = ['podman']

/** Everything that is there beside images, one line for each. */
export const findLeftovers = async (engine: Engine): Promise<readonly string[]> => {
  const found: string[] = []
  for (const [kind, args] of Object.entries(LISTS)) {
    const { stdout } = await engine.podman(...args)
    for (const name of stdout.split('\n'))
      if (name !== '' && !OWN.includes(name)) found.push(`the ${kind} ${name}`)
  }
  return found
}

/** Removes what a run that was cut off left behind. */
export const removeLeftovers = async (engine: Engine): Promise<void> => {
  await engine.podman('rm', '--all', '--force', '--time', '0')
  await engine.podman('volume', 'rm', '--all', '--force')
  await engine.podman('network', 'prune', '--force')
}
