import { enableCompileCache } from 'node:module'
import { loadSdkLean } from './lean-sdk.ts'

// Both must come before the program is loaded, hence the import below.
enableCompileCache()
loadSdkLean()
const { main } = await import('./program.ts')

process.exitCode = await main(process.argv.slice(2))
