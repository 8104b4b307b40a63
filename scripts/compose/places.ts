import { join } from 'node:path'

/** The repository. */
export const root = join(import.meta.dirname, '..', '..')

/** Where everything of this test is kept between runs; nothing of it stands anywhere else. */
export const cache = join(root, '.cache', 'compose')

/** The configuration of podman, the tools and the socket of the test alone. */
export const places = {
  containersConf: join(cache, 'containers.conf'),
  storageConf: join(cache, 'storage.conf'),
  registriesConf: join(cache, 'registries.conf'),
  storage: join(cache, 'storage'),
  networks: join(cache, 'networks'),
  compose: join(cache, 'bin', 'docker-compose'),
  work: join(cache, 'work'),
  // Inside the test's own mount of /run.
  socket: '/run/zorgbot-podman.sock',
} as const
