// A health check for containers that have Node and no other client: 0 when the address answers that all is well.
const [address] = process.argv.slice(2)
const response = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
process.exit(response?.ok ? 0 : 1)
