import type { TestEvent } from 'node:test/reporters'

/** A reporter that fails the run when a test was left out and nothing may be (`CI` is set). */
const reportSkipped = async function* (source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const skipped: string[] = []
  for await (const event of source) {
    if (event.type !== 'test:pass') continue
    const { skip, todo, name } = event.data
    if (skip !== undefined || todo !== undefined) skipped.push(name)
  }
  if (skipped.length === 0 || !process.env['CI']) return
  process.exitCode = 1
  yield `FAILED: with CI set nothing may be skipped, and these were: ${skipped.join('; ')}\n`
}

export default reportSkipped
