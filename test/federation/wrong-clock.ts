import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

// Python runs `sitecustomize` before anything else; a homeserver is started in its own folder.
const sitecustomize = `
import time
from pathlib import Path

try:
    seconds = float(Path("clock-is-off-by").read_text())
except FileNotFoundError:
    seconds = 0.0
if seconds:
    right = time.time
    time.time = lambda: right() + seconds
`

/** Makes the homeservers below this folder able to have a wrong clock; they are to be started by this process. */
export const allowWrongClocks = async (root: string): Promise<void> => {
  const folder = join(root, 'wrong-clocks')
  await mkdir(folder)
  await writeFile(join(folder, 'sitecustomize.py'), sitecustomize)
  process.env['PYTHONPATH'] = folder
}

/** From its next start on the clock of this homeserver is so many minutes ahead (behind when negative); 0 is right. */
export const setClock = async (root: string, name: string, minutes: number): Promise<void> => {
  const file = join(root, name, 'clock-is-off-by')
  if (minutes === 0) await rm(file, { force: true })
  else await writeFile(file, String(minutes * 60))
}
