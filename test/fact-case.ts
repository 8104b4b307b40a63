import type { Resource } from '@medplum/fhirtypes'
import type { FactPorts } from '../src/commands/answer/fact-answer.ts'
import type { Command } from '../src/commands/command.ts'
import { clinicalContext, patient, type Source, shown, typed } from './clinical-case.ts'

/** The patient of a case, as a record refers to them. */
export const subject = { reference: patient, type: 'Patient' as const }

/** A professional as most records name one: by words alone. */
export const huisarts = {
  type: 'PractitionerRole' as const,
  display: 'Huisarts, Pulver & Partners',
}

/** A SNOMED code in words. */
export const snomed = (code: string, display: string) => ({
  coding: [{ system: 'http://snomed.info/sct', code, display }],
})

const isSource = (given: Source | readonly Resource[]): given is Source => 'records' in given

/** What a command answers over these records. */
export const answerOf = async (
  command: Command<FactPorts>,
  given: Source | readonly Resource[],
  ...words: readonly string[]
) => {
  const source = isSource(given) ? given : { records: given }
  return shown(await command.run(clinicalContext(source), typed(...words)))
}

/** A reply of a case: its first lines, what it says, and its last line. */
export const replyWith = (title: string, ...lines: readonly string[]): string =>
  [
    `${title} – peildatum 12-01-2026 09:31 – bronnen: Apotheek ✓`,
    '',
    ...lines,
    '',
    'Opgehaald voor J. Jansen. Niet bewaren als dossier.',
  ].join('\n')

/** A reply of a case in which part of the source did not answer. */
export const partialReply = (
  title: string,
  missing: readonly string[],
  ...lines: readonly string[]
): string =>
  replyWith(title, ...lines).replace(
    'Apotheek ✓\n',
    ['Apotheek ⚠\u00A0(deels)', 'ONVOLLEDIG', ...missing, ''].join('\n'),
  )

/** A reply of a case in which nothing that was asked for came within time; `what` is what did not. */
export const deadReply = (title: string, ...what: readonly string[]): string =>
  replyWith(
    title,
    `Er kon niets worden opgehaald: ${what.map((each) => `Apotheek – ${each}: geen antwoord (time-out)`).join('; ')}.`,
    `Dit zegt niets over deze patiënt (${title}).`,
  ).replace('Apotheek ✓', 'Apotheek ✗ (geen antwoord (time-out))')
