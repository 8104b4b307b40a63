import { topology } from './topology/main.ts'

const code = await topology(process.argv.slice(2), (line) => {
  process.stdout.write(`${line}\n`)
})

// What an interruption left half started ends with this process.
process.exit(code)
