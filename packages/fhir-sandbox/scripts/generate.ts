import { writeFileSync } from 'node:fs'
import { DEFINITIONS_FILE } from '../src/definitions.ts'
import { packDefinitions } from './slim-definitions.ts'

writeFileSync(DEFINITIONS_FILE, packDefinitions())
