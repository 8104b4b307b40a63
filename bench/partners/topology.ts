import { readTopology } from '../../scripts/topology/description.ts'
import { topology } from '../../scripts/topology/main.ts'
import { nativePlace } from '../../scripts/topology/place.ts'

// `npm run topology` with its files in another folder and its servers on other addresses.
const [root = '', block] = process.argv.slice(2)
const say = (line: string) => {
  process.stdout.write(`${line}\n`)
}
process.exit(await topology([], say, nativePlace(await readTopology(), root, block)))
