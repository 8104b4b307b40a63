import { holds } from './corpus.ts'
import { amount, lab, vital } from './records.ts'

const newborn = { display: 'pasgeborene' }

holds('a value that is about another is never told as that of the client', [
  {
    name: 'the weight of a newborn in the record of the mother',
    line: 'metingen gewicht',
    records: [
      vital('1', '29463-7', { valueQuantity: amount(2400, 'g'), focus: [newborn] }),
      vital('2', '29463-7', {
        valueQuantity: amount(72, 'kg'),
        effectiveDateTime: '2026-01-12T07:00:00+01:00',
      }),
      vital('3', '29463-7', { valueQuantity: amount(70, 'kg'), effectiveDateTime: '2026-01-01' }),
    ],
    never: /vorige: 2400/u,
    says: [
      'Metingen: Gewicht – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Gewicht: 2400\u00A0gram (= 2,4\u00A0kg) – ⚠\u00A0gaat over: pasgeborene – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Gewicht: 72\u00A0kg – 12-01-2026 07:00 – vorige: 70\u00A0kg (01-01-2026) – 2\u00A0kg hoger dan 11 dagen eerder (▲) – Verpleegkundige, Thuiszorg De Linde',
      '• Gewicht: 70\u00A0kg – 01-01-2026 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a heartbeat of a fetus, a relative and another client',
    line: 'metingen',
    records: [
      vital('1', '8867-4', { valueQuantity: amount(140, '/min'), focus: [{ display: 'foetus' }] }),
      vital('2', '8867-4', {
        valueQuantity: amount(80, '/min'),
        focus: [{ reference: 'RelatedPerson/1', display: 'Jan de Wit' }],
      }),
      vital('3', '8867-4', {
        valueQuantity: amount(81, '/min'),
        focus: [{ reference: 'Patient/p2', display: 'Kees de Wit' }],
      }),
      vital('4', '8867-4', {
        valueQuantity: amount(82, '/min'),
        focus: [{ reference: 'Patient/p1' }],
      }),
    ],
    never: /de Wit|vorige/u,
    says: [
      'Metingen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      '• Hartfrequentie: 82\u00A0per min – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Hartfrequentie: 140\u00A0per min – ⚠\u00A0gaat over: foetus – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Hartfrequentie: 80\u00A0per min – ⚠\u00A0gaat over: een naaste – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '• Hartfrequentie: 81\u00A0per min – ⚠\u00A0gaat over: iemand anders dan de cliënt – 12-01-2026 07:30 – Verpleegkundige, Thuiszorg De Linde',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
  {
    name: 'a panel of the donor, whose values do not say so themselves',
    line: 'lab',
    records: [
      lab('1', 'Donoronderzoek', {
        focus: [{ display: 'donor' }],
        hasMember: [{ reference: 'Observation/2' }],
      }),
      lab('2', 'Kalium', { valueQuantity: amount(6.9, 'mmol/L') }),
      lab('3', 'Kalium', {
        valueQuantity: amount(4.1, 'mmol/L'),
        effectiveDateTime: '2026-01-08T09:00:00+01:00',
      }),
    ],
    never: /6,9\u00A0mmol\/L →/u,
    says: [
      'Laboratoriumuitslagen – peildatum 12-01-2026 09:31 – bronnen: Dossier ✓',
      'Cliënt: J.V. (v), geboren in 1941',
      '',
      'Overige uitslagen (2)',
      '',
      '• Kalium: 4,1\u00A0mmol/L – 08-01-2026 09:00 – Lab Zuid – definitief',
      '• Kalium: 6,9\u00A0mmol/L – ⚠\u00A0gaat over: donor – 05-01-2026 09:00 – uit: Donoronderzoek – Lab Zuid – definitief',
      '',
      'Opgehaald voor Sanne Dijkstra. Niet bewaren als dossier.',
    ],
  },
])
