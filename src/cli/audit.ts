import { parseArgs } from 'node:util'
import type { Audit, AuditLine } from '../store/store.ts'
import { auditEventOf } from './audit-event.ts'
import { printable } from './printable.ts'

const usage = 'usage: npm run audit -- [--patient Patient/<id>] [--json | --fhir]'

const atOnce = 1000

/** The trail from its first line on, read in portions: it may be longer than fits in memory. */
export async function* auditLines(
  store: Pick<Audit, 'auditTrail'>,
  filter: { readonly patient?: string },
): AsyncGenerator<AuditLine> {
  let after = 0
  for (;;) {
    const portion = await store.auditTrail({ ...filter, after, most: atOnce })
    yield* portion
    after = portion.at(-1)?.seq ?? after
    if (portion.length < atOnce) return
  }
}

/** Where an operator's command writes: its result, and what is said beside it. */
export type Written = {
  readonly print: (line: string) => void
  readonly say: (line: string) => void
}

/**
 * Prints the audit trail, of one patient with `--patient`, and checks the whole chain: as text, as lines of JSON, or as
 * FHIR AuditEvents. What is said of the chain stands beside what machines read. 0 whole, 1 broken, 64 wrong use.
 */
export async function printAudit(
  store: Pick<Audit, 'auditTrail' | 'brokenAuditLine'>,
  args: readonly string[],
  { print, say }: Written,
): Promise<number> {
  const asked = optionsOf(args)
  if (asked === undefined) {
    say(usage)
    return 64
  }
  const { patient, form } = asked
  let count = 0
  for await (const line of auditLines(store, patient === undefined ? {} : { patient })) {
    print(forms[form](line))
    count += 1
  }
  const tell = form === 'text' ? print : say
  const broken = await store.brokenAuditLine()
  if (broken !== undefined) {
    tell(`chain BROKEN at line ${broken}: this line or one before it was changed or removed`)
    return 1
  }
  tell(`chain whole: ${count} lines${patient === undefined ? '' : ' of this patient'}`)
  return 0
}

type Form = 'text' | 'json' | 'fhir'

const forms: Readonly<Record<Form, (line: AuditLine) => string>> = {
  text: toText,
  json: toJson,
  fhir: (line) => JSON.stringify(auditEventOf(line)),
}

/** Undefined when the arguments cannot be understood. */
function optionsOf(args: readonly string[]): { patient?: string; form: Form } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        patient: { type: 'string' },
        json: { type: 'boolean' },
        fhir: { type: 'boolean' },
      },
    })
    const { patient, json = false, fhir = false } = values
    if (json && fhir) return undefined
    const form = json ? 'json' : fhir ? 'fhir' : 'text'
    if (patient === undefined) return { form }
    return { form, patient: patient.includes('/') ? patient : `Patient/${patient}` }
  } catch {
    return undefined
  }
}

function toJson(line: AuditLine): string {
  const { at, codes, ...rest } = line
  const roleCodes = codes === undefined ? {} : { codes: codes.split(' ') }
  return JSON.stringify({ ...rest, ...roleCodes, at: new Date(at).toISOString() })
}

function toText(line: AuditLine): string {
  const { seq, at, who, role, action, what, patient, roomId, eventId, outcome } = line
  const { rule, codes, source, version } = line
  const time = new Date(at).toISOString()
  const fields = [who, role, action, what, patient, roomId, eventId, outcome]
  const right = [rule, codes, source, version]
  return [seq, time, ...[...fields, ...right].map((field) => printable(field ?? '-'))].join('\t')
}
