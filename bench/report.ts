import type { Findings, Table, Target } from './part.ts'

const cells = (table: Table): readonly (readonly string[])[] => [table.columns, ...table.rows]

/** A table for the terminal. */
export const asText = (table: Table): string => {
  const widths = table.columns.map((_, column) =>
    Math.max(...cells(table).map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => (row[column] ?? '').padEnd(width))
      .join('  ')
      .trimEnd()
  return [`\n${table.title}`, ...cells(table).map(line), ...table.notes].join('\n')
}

const markdownLine = (row: readonly string[]) => `| ${row.join(' | ')} |`

const asMarkdown = (table: Table): string =>
  [
    `## ${table.title}`,
    '',
    markdownLine(table.columns),
    markdownLine(table.columns.map(() => '---')),
    ...table.rows.map(markdownLine),
    '',
    ...table.notes.map((note) => `${note}\n`),
  ].join('\n')

/** The promises of the project with what was measured of them. */
export const targetTable = (targets: readonly Target[]): Table => ({
  title: 'Targets',
  columns: ['', 'limit', 'measured', ''],
  rows: targets.map(({ what, limit, measured, pass }) => [
    what,
    limit,
    measured,
    pass ? 'pass' : 'MISS',
  ]),
  notes: [],
})

/** The whole of `bench/results.md`. */
export const resultsFile = (about: readonly string[], findings: readonly Findings[]): string => {
  const targets = findings.flatMap((one) => one.targets)
  const tables = [targetTable(targets), ...findings.flatMap((one) => one.tables)]
  const head = ['# Results of `npm run bench`', '', ...about.map((line) => `- ${line}`), '']
  return `${[...head, ...tables.map(asMarkdown)].join('\n').trimEnd()}\n`
}
