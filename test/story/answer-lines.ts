import assert from 'node:assert/strict'

/** The lines of an answer that say something, without the numbers by which they can be asked after. */
export const linesOf = (answer: string): readonly string[] =>
  answer
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^• \[\d+\] /, '• '))

/** The bullets right under a heading, so that nothing can hide under the wrong one. */
export const sectionOf = (answer: string, heading: string): readonly string[] => {
  const all = linesOf(answer)
  const at = all.indexOf(heading)
  assert.notEqual(at, -1, `no heading ${heading} in\n${answer}`)
  const rest = all.slice(at + 1)
  const end = rest.findIndex((line) => !line.startsWith('• '))
  return rest.slice(0, end === -1 ? rest.length : end)
}

/** What each bullet is about: its words up to the first dash. */
export const namesIn = (bullets: readonly string[]): readonly string[] =>
  bullets.map((line) => line.slice(2).split(' – ')[0] ?? '')

const stamp = String.raw`peildatum \d{2}-\d{2}-\d{4} \d{2}:\d{2} – bronnen: Dossier Thuiszorg ✓`

/** A clinical answer says first what it is, from when and from where, and last for whom it was read. */
export const assertFramed = (answer: string, title: string, asker = 'Sanne Dijkstra'): void => {
  const all = linesOf(answer)
  assert.match(all[0] ?? '', new RegExp(`^${title} – ${stamp}$`))
  assert.equal(all.at(-1), `Opgehaald voor ${asker}. Niet bewaren als dossier.`)
}
