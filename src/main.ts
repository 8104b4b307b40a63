import { enableCompileCache } from 'node:module'
import { loadLean } from './lean-loading.ts'

// Both must come before the program is loaded, hence the import below.
enableCompileCache()
loadLean()
const { main } = await import('./program.ts')

// Nothing may keep a stopped bot alive: a request to a server that does not answer would.
process.exit(await main(process.argv.slice(2)))
