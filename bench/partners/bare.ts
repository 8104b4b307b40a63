import { serveSmallAppservice } from './small-appservice.ts'

serveSmallAppservice(() => undefined)
