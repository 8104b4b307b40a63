import { holds } from './corpus.ts'
import { amount, changed, lab, vital } from './records.ts'

const unread = (id: string, text: string, value: unknown) => {
  const record = lab(id, text)
  return changed(record, { ...record, ...JSON.parse(JSON.stringify({ valueQuantity: value })) })
}

holds('a number is told as the record has it, or not at all', [
  {
    name: 'a number written as text, one that is no number, and one too long to read',
    line: 'lab',
    records: [
      unread('1', 'CRP', { value: '250', unit: 'mg/L' }),
      unread('2', 'Glucose', { unit: 'mmol/L' }),
      lab('3', 'Kopieën', { valueQuantity: amount(Number('12345678901234567890'), 'kopieën/mL') }),
      lab('4', 'Titer', {
        valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } },
      }),
      lab('5', 'Toxine', {
        valueRatio: { numerator: amount(5, 'mg'), denominator: amount(10, 'mL') },
      }),
    ],
    never: /000\u00A0000|250/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (5)',
      '',
      '• CRP: waarde is niet als tekst te tonen – open het dossier – 05-01-2026 09:00 – Lab Zuid – definitief',
      '• Glucose: geen waarde in de bron – 05-01-2026 09:00 – Lab Zuid – definitief',
      '• Kopieën: waarde niet precies weer te geven – open het dossier – 05-01-2026 09:00 – Lab Zuid – definitief',
      '• Titer: 1:128 – 05-01-2026 09:00 – Lab Zuid – definitief',
      '• Toxine: 5\u00A0mg : 10\u00A0mL – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a pulse without a unit, by a schedule, after one dated otherwise',
    line: 'metingen',
    records: [
      vital('1', '8867-4', { valueInteger: 88 }),
      vital('2', '8310-5', {
        valueQuantity: amount(36.5, 'Cel'),
        effectiveDateTime: undefined,
        effectiveTiming: { event: ['2025-12-10', '2025-12-09'] },
      }),
      vital('3', '8310-5', { valueQuantity: amount(40, 'Cel'), effectiveDateTime: '2026-01-10' }),
    ],
    never: /zonder datum|Hartfrequentie: 88 –/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Hartfrequentie: 88 (zonder eenheid) – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Temperatuur: 40\u00A0°C – 10-01-2026 – vorige: 36,5\u00A0°C (09-12-2025 t/m 10-12-2025) – 3,5\u00A0°C hoger dan 31 dagen eerder (▲) – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a range between two weights',
    line: 'metingen gewicht',
    records: [
      vital('1', '29463-7', { valueQuantity: amount(88, 'kg') }),
      vital('2', '29463-7', {
        valueRange: { low: amount(120, 'kg'), high: amount(130, 'kg') },
        effectiveDateTime: '2026-01-10',
      }),
      vital('3', '29463-7', { valueQuantity: amount(70, 'kg'), effectiveDateTime: '2026-01-01' }),
    ],
    never: /18\u00A0kg hoger|vorige: 70/u,
    says: [
      'Metingen: Gewicht – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Gewicht: 88\u00A0kg – 12-01-2026 07:30 – vorige: 120\u00A0kg tot 130\u00A0kg (10-01-2026) – Verpleegkundige, Thuiszorg De Linde',
      '• Gewicht: 120\u00A0kg tot 130\u00A0kg – 10-01-2026 – Verpleegkundige, Thuiszorg De Linde',
      '• Gewicht: 70\u00A0kg – 01-01-2026 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a range of which one bound cannot be read',
    line: 'metingen gewicht',
    records: [
      changed(vital('1', '29463-7'), {
        ...JSON.parse(
          '{"valueRange": {"low": {"value": "60"}, "high": {"value": 65, "unit": "kg"}}}',
        ),
      }),
    ],
    never: /tot 65/u,
    says: [
      'Metingen: Gewicht – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Gewicht: waarde is niet als tekst te tonen – open het dossier – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
