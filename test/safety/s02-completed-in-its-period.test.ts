import type { Resource } from '@medplum/fhirtypes'
import { administration, agreement, mp9, stopType } from '../medication-records.ts'
import { holds } from './corpus.ts'

const head = [
  'Medicatie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
  'Cliënt: J.V. (v), geboren in 1941',
  '',
]
const foot = ['', 'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.']
const GAPER = 'Apotheek De Gaper'
const WHO = 'Huisarts, Pulver & Partners'

const done = (id: string, start: string | undefined, end?: string, more: object = {}): Resource =>
  administration(id, `Middel ${id}`, '1x', {
    status: 'completed',
    extension: mp9(id, start, end, '2025-12-01'),
    ...more,
  })
const agreed = (id: string, start: string | undefined, end?: string): Resource =>
  agreement(id, `Middel ${id}`, '1x', {
    status: 'completed',
    extension: mp9(id, start, end, '2025-12-01'),
  })
const TOO_SOON = '⚠\u00A0status afgerond, maar de gebruiksperiode is niet afgelopen of niet vermeld'

holds('what a pharmacy calls completed is in use as long as its period runs', [
  {
    name: 'in its period, without an end, before it, after it, without a period, and stopped',
    line: 'medicatie alles',
    records: [
      done('1', '2025-12-01', '2026-02-01'),
      done('2', '2025-12-01'),
      done('3', '2026-02-01'),
      done('4', '2025-12-01', '2025-12-20'),
      done('5', undefined),
      done('6', '2025-12-01'),
      done('7', '2025-12-01', '2026-01-02', {
        identifier: [{ value: 'stop' }],
        modifierExtension: stopType('410546004'),
        extension: mp9('6', '2025-12-01', '2026-01-02', '2026-01-02'),
      }),
    ],
    never: /GESTOPT[^\n]*Middel [1235]/u,
    says: [
      ...head,
      'Let op: onzeker of tegenstrijdig (1)',
      '',
      `• ONZEKER: Middel 5 – ${TOO_SOON} – 1x – apotheek 01-12-2025, ${GAPER}`,
      '',
      'Actueel (2)',
      '',
      `• Middel 1 – 1x – vanaf 01-12-2025 tot en met 01-02-2026 – apotheek 01-12-2025, ${GAPER}`,
      `• Middel 2 – 1x – sinds 01-12-2025 – apotheek 01-12-2025, ${GAPER}`,
      '',
      'Nog niet gestart (1)',
      '',
      `• NOG NIET GESTART: Middel 3 – 1x – vanaf 01-02-2026 – apotheek 01-12-2025, ${GAPER}`,
      '',
      'Gestopt in de laatste 3 maanden (2)',
      '',
      `• GESTOPT op 02-01-2026: Middel 6 – stop afgesproken – apotheek 01-12-2025, ${GAPER}`,
      `• GESTOPT op 20-12-2025: Middel 4 – gebruiksperiode afgelopen – apotheek 01-12-2025, ${GAPER}`,
      ...foot,
    ],
  },
  {
    name: 'beside a prescription that runs',
    line: 'medicatie',
    records: [
      agreement('1', 'Middel 1', '1x', { extension: mp9('1', '2025-12-01', undefined) }),
      { ...done('1', '2025-12-01'), id: '2' },
    ],
    never: /⚠/u,
    says: [
      ...head,
      'Actueel (1)',
      '',
      `• Middel 1 – 1x – sinds 01-12-2025 – voorschrift 01-12-2025, ${WHO}`,
      ...foot,
    ],
  },
])

holds('a prescription that is called completed while its period runs is uncertain', [
  {
    name: 'in its period, without an end, after it, and without a period',
    line: 'medicatie',
    records: [
      agreed('1', '2025-12-01', '2026-02-01'),
      agreed('2', '2025-12-01'),
      agreed('3', '2025-12-01', '2025-12-20'),
      agreed('4', undefined),
    ],
    never: /GESTOPT[^\n]*Middel [12]/u,
    says: [
      ...head,
      'Let op: onzeker of tegenstrijdig (2)',
      '',
      `• ONZEKER: Middel 1 – ${TOO_SOON} – 1x – vanaf 01-12-2025 tot en met 01-02-2026 – voorschrift 01-12-2025, ${WHO}`,
      `• ONZEKER: Middel 2 – ${TOO_SOON} – 1x – sinds 01-12-2025 – voorschrift 01-12-2025, ${WHO}`,
      '',
      'Gestopt in de laatste 3 maanden (1)',
      '',
      `• GESTOPT op 20-12-2025: Middel 3 – afgerond volgens de bron – voorschrift 01-12-2025, ${WHO}`,
      '',
      'Eerder gestopt of afgelopen: 1 – typ !medicatie gestopt',
      ...foot,
    ],
  },
])
