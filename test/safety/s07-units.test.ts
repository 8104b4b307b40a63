import { holds } from './corpus.ts'
import { amount, examplesOf, lab, vital } from './records.ts'

const yesterday = '2026-01-11T08:00:00+01:00'

holds('a value stands with its unit, and is converted only beside the original', [
  {
    name: 'the Dutch example in grams',
    line: 'metingen gewicht',
    of: 'Patient/nl-core-Patient-01',
    records: examplesOf('Patient/nl-core-Patient-01'),
    never: /2400 kg|Gewicht: 2,4 kg/u,
    says: [
      'Metingen: Gewicht – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.P.M.P.G. (v), geboren in 1934',
      '',
      '• Gewicht: 2400\u00A0gram (= 2,4\u00A0kg) – ⚠\u00A0ouder dan 90 dagen – 06-02-2013 – State of dress: Diaper – opmerking: Luier woog 320 gram – bron onbekend',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'the Dutch example whose pulse sits in a member',
    line: 'metingen pols',
    of: 'Patient/nl-core-Patient-01',
    records: examplesOf('Patient/nl-core-Patient-01'),
    never: /Pols: (?:geen waarde|niet|50 –)/u,
    says: [
      'Metingen: Pols, Hartfrequentie – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.P.M.P.G. (v), geboren in 1934',
      '',
      '• Pols: 50\u00A0per min – ⚠\u00A0ouder dan 90 dagen – 08-02-2013 06:43 – Heart rate rhythm palpation: onregelmatige pulsaties – opmerking: Sportvrouw – bron onbekend',
      '• Hartfrequentie: 126\u00A0per min (beoordeling bron: Bradycardie) – ⚠\u00A0ouder dan 90 dagen – 08-02-2013 05:43 – Finding of heart rhythm: Onregelmatige hartslag – Auscultatie – opmerking: Misschien bigeminie? – bron onbekend',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'no unit',
    line: 'metingen',
    records: [
      vital('1', '8310-5', { valueQuantity: { value: 38.6 } }),
      vital('2', '29463-7', { valueQuantity: { value: 72.4 } }),
    ],
    never: /38,6\s*°C|72,4\s*kg/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Temperatuur: 38,6 (zonder eenheid) – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Gewicht: 72,4 (zonder eenheid) – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a coded unit alone, and a written unit that says something else',
    line: 'metingen',
    records: [
      vital('1', '8310-5', {
        valueQuantity: { value: 38.6, system: 'http://unitsofmeasure.org', code: 'Cel' },
      }),
      vital('2', '29463-7', { valueQuantity: amount(160, 'kg', '[lb_av]') }),
    ],
    never: /38,6 Cel|160 kg –/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Temperatuur: 38,6\u00A0°C – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Gewicht: 160\u00A0kg (⚠\u00A0eenheid tegenstrijdig: de code zegt lb) – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'kilograms after grams',
    line: 'metingen',
    records: [
      vital('1', '29463-7', { valueQuantity: amount(72.4, 'kg') }),
      vital('2', '29463-7', {
        valueQuantity: amount(71900, 'g'),
        effectiveDateTime: yesterday,
      }),
    ],
    never: /-?71\.?827|▼|lager/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Gewicht: 72,4\u00A0kg – 12-01-2026 07:30 – vorige: 71\u00A0900\u00A0gram (= 71,9\u00A0kg) (11-01-2026 08:00) – niet vergeleken: andere eenheid – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'glucose in two units',
    line: 'lab',
    records: [
      lab('1', 'Glucose', { valueQuantity: amount(7.2, 'mmol/L') }),
      lab('2', 'Glucose', {
        valueQuantity: amount(126, 'mg/dL'),
        effectiveDateTime: '2025-12-01T09:00:00+01:00',
      }),
    ],
    never: /→/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (1)',
      '',
      '• Glucose: 7,2\u00A0mmol/L – vorige niet vergeleken: andere eenheid – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a result without a unit, and one that is a pure number',
    line: 'lab',
    records: [
      lab('1', 'Leukocyten', { valueQuantity: { value: 11.2 } }),
      lab('2', 'pH', { valueQuantity: { value: 7.31, code: '1' } }),
    ],
    never: /11,2 (?:–|$)/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (2)',
      '',
      '• Leukocyten: 11,2 (zonder eenheid) – 05-01-2026 09:00 – Lab Zuid – definitief',
      '• pH: 7,31 (zonder eenheid) – 05-01-2026 09:00 – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
