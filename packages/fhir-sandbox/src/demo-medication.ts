import type { Resource } from '@medplum/fhirtypes'
import { CLIENTS } from './demo-people.ts'
import type { DemoTime } from './demo-time.ts'
import {
  type Agreed,
  administration,
  agreement,
  drug,
  handedOver,
  type Treatment,
  use,
} from './mp9-blocks.ts'

const both = (t: Treatment, a: Omit<Agreed, 'suffix'>, mark = ''): Resource[] => [
  agreement(t, { ...a, suffix: `ma${mark}` }),
  administration(t, { ...a, suffix: `ta${mark}` }),
]

/** Medication of both clients in MP9's blocks: current, changed, stopped, to come, and one the pharmacy differs about. */
export const demoMedication = (time: DemoTime): readonly Resource[] => {
  const [first, second] = CLIENTS
  const from = (days: number, clock = '09:00') => ({
    registered: time.moment(days, clock),
    period: { start: time.moment(days, '00:00') },
  })
  const between = (start: number, end: number) => ({
    period: { start: time.moment(start, '00:00'), end: time.moment(end, '23:59') },
  })
  const metoprolol = {
    key: 'metoprolol',
    client: first,
    drug: drug('Metoprolol tablet mga 50 mg', 'C07AB02', 'metoprolol'),
  }
  const furosemide = {
    key: 'furosemide',
    client: first,
    drug: drug('Furosemide tablet 40 mg', 'C03CA01', 'furosemide'),
  }
  const metformin = {
    key: 'metformine',
    client: first,
    drug: drug('Metformine tablet 500 mg', 'A10BA02', 'metformine'),
  }
  const diclofenac = {
    key: 'diclofenac',
    client: first,
    drug: drug('Diclofenac tablet msr 50 mg', 'M01AB05', 'diclofenac'),
  }
  const paracetamol = {
    key: 'paracetamol',
    client: first,
    drug: drug('Paracetamol tablet 500 mg', 'N02BE01', 'paracetamol'),
  }
  const vitaminD = {
    key: 'colecalciferol',
    client: first,
    drug: drug('Colecalciferol capsule 800 IE', 'A11CC05', 'colecalciferol'),
  }
  const amlodipine = {
    key: 'amlodipine',
    client: second,
    drug: drug('Amlodipine tablet 5 mg', 'C08CA01', 'amlodipine'),
  }
  const levothyroxine = {
    key: 'levothyroxine',
    client: second,
    drug: drug('Levothyroxine tablet 75 microgram', 'H03AA01', 'levothyroxine'),
  }
  const once = '1 maal per dag 1 tablet, oraal'
  const twice = '2 maal per dag 1 tablet, oraal'
  const asNeeded = 'zo nodig 1 tablet, maximaal 4 per dag, oraal'
  return [
    ...both(metoprolol, { dose: once, ...from(-280), reason: 'Hypertensie' }),
    handedOver(metoprolol, time.moment(-20, '15:10')),
    use(metoprolol, { suffix: 'mgb', dose: once, ...from(-280) }),
    ...both(furosemide, { dose: once, ...from(-90), reason: 'Hartfalen' }),
    ...both(
      furosemide,
      { dose: once, registered: time.moment(-5, '10:15'), ...between(-90, -6), stop: true },
      '-stop',
    ),
    ...both(
      furosemide,
      { dose: twice, ...from(-5, '10:16'), reason: 'Toename van vocht en gewicht' },
      '-wijziging',
    ),
    agreement(metformin, { suffix: 'ma', dose: twice, ...from(-30), reason: 'Diabetes type 2' }),
    administration(metformin, { suffix: 'ta', dose: once, ...from(-29) }),
    ...both(diclofenac, { dose: twice, ...from(-40), reason: 'Pijn in de knie' }),
    ...both(
      diclofenac,
      {
        dose: twice,
        registered: time.moment(-12, '11:00'),
        stop: true,
        ...between(-40, -12),
        reason: 'Maagklachten',
      },
      '-stop',
    ),
    agreement(paracetamol, { suffix: 'ma', dose: asNeeded, asNeeded: true, ...from(-12) }),
    administration(paracetamol, { suffix: 'ta', dose: asNeeded, asNeeded: true, ...from(-12) }),
    use(paracetamol, { suffix: 'mgb', dose: asNeeded, asNeeded: true, ...from(-12) }),
    ...both(vitaminD, {
      dose: '1 maal per dag 1 capsule, oraal',
      registered: time.moment(-1, '16:20'),
      period: { start: time.moment(4, '00:00') },
    }),
    ...both(amlodipine, { dose: once, ...from(-200), reason: 'Hypertensie' }),
    ...both(levothyroxine, { dose: once, ...from(-400), reason: 'Hypothyreoïdie' }),
  ]
}
