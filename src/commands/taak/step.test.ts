import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Task } from '@medplum/fhirtypes'
import { doctor, followOf } from '../../../test/referral-parts.ts'
import {
  colleague,
  listed,
  memoryWriter,
  task,
  taskContext,
  taskReader,
  typedArgs,
  wordsOf,
} from '../../../test/task-parts.ts'
import { toText } from '../../reply/text.ts'
import type { Args, Context } from '../command.ts'
import { type TaakPorts, taak } from './taak.ts'

const run = (line: string, over: Partial<Context<TaakPorts>> = {}, args: Partial<Args> = {}) =>
  taak.run(taskContext(over), typedArgs(line, args))

const about = (over: Partial<Task>) => ({ tasks: taskReader([task(over)]) })
const asDoctor = { asker: { userId: '@pulver:huisarts.test', member: doctor } }
const asColleague = { asker: { userId: '@bakker:vvt.test', member: colleague } }

const carry = async (line: string, over: Partial<Context<TaakPorts>>, was: Task) => {
  const { writer, changed } = memoryWriter([was])
  const { follow, told } = followOf()
  const context = taskContext({ tasks: taskReader([was]), ...over, writer, follow })
  const outcome = await taak.run(context, typedArgs(line))
  assert.ok(outcome.kind === 'confirm', wordsOf(outcome))
  const draft = JSON.parse(JSON.stringify(outcome.draft))
  const carried = await taak.carryOut?.(context, draft, '$prompt')
  return { carried, changed, told, context, draft }
}

test('finishing a task is shown whole before it is recorded', async () => {
  assert.equal(
    wordsOf(await run('1 klaar 71,4 kg')),
    `Bevestig wijziging van een taak – nog NIET vastgelegd
Cliënt: J.J. (v), geboren in 1948

• Taak: Dagelijks wegen
• Is voor A. de Vries
• Status: gevraagd, wordt afgerond
• Resultaat: 71,4 kg

A. de Vries, typ ja 4821 om vast te leggen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
})

test('a confirmed step keeps all that was in the task, and is told to nobody again', async () => {
  const was = task({ note: [{ text: 'voor het ontbijt' }], statusReason: { text: 'oud' } })
  const { carried, changed, told } = await carry('klaar 1 71,4 kg', {}, was)
  assert.ok(carried?.kind === 'done')
  assert.equal(toText(carried.document), 'Taak afgerond, 22-08-2026 14:10.\nKenmerk: Task/5')
  assert.deepEqual(carried.before, { 'Task/5': '3' })
  const { statusReason: _, ...rest } = was
  assert.deepEqual(changed, [
    {
      ...rest,
      status: 'completed',
      lastModified: '2026-08-22T14:10:00+02:00',
      output: [{ type: { text: 'Resultaat' }, valueString: '71,4 kg' }],
    },
  ])
  assert.deepEqual(told, [['Task/5', 'completed', '4']])
})

test('a refusal keeps its reason', async () => {
  const { changed } = await carry('1 weiger geen tijd', {}, task())
  assert.deepEqual(changed, [
    {
      ...task(),
      status: 'rejected',
      statusReason: { text: 'geen tijd' },
      lastModified: '2026-08-22T14:10:00+02:00',
    },
  ])
})

test('a task for whoever has the function is from then on of who takes it up', async () => {
  const { owner: _, ...unowned } = task({ performerType: [{ text: 'Wijkverpleging' }] })
  assert.match(
    wordsOf(await run('1 accepteer', { tasks: taskReader([unowned]) })),
    /• Is voor Wijkverpleging\n• Status: gevraagd, wordt geaccepteerd\n• Uitvoerder wordt: A\. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij\n/,
  )
  const { changed } = await carry('1 accepteer', {}, unowned)
  assert.deepEqual(changed, [
    {
      ...unowned,
      status: 'accepted',
      owner: { reference: 'PractitionerRole/789', type: 'PractitionerRole' },
      lastModified: '2026-08-22T14:10:00+02:00',
    },
  ])
  assert.equal(
    wordsOf(await run('1 accepteer', { ...asDoctor, tasks: taskReader([unowned]) })),
    'Deze taak is voor Wijkverpleging. Alleen wie het moet doen kan dit. Er is niets gewijzigd.',
  )
})

test('a number alone asks what to do, and offers only what can be done now', async () => {
  assert.equal(
    wordsOf(await run('1')),
    `Taak: Dagelijks wegen. Wat wilt u doen?

1. accepteren
2. in uitvoering nemen
3. afronden
4. weigeren

Typ een nummer van 1 tot en met 4, of een opdracht zoals !taak 1 accepteer.`,
  )
  const outcome = await run('1', asDoctor)
  assert.ok(outcome.kind === 'choose')
  assert.deepEqual(outcome.choices, [{ words: ['1', 'intrekken'], options: {}, text: '' }])
})

test('a refusal without a reason asks for it', async () => {
  const outcome = await run('1 weiger')
  assert.equal(
    wordsOf(outcome),
    'Waarom weigert u?\nTyp de reden in één bericht. Zonder burgerservicenummer.',
  )
  assert.ok(outcome.kind === 'choose' && outcome.free !== undefined)
  const next = await taak.run(taskContext(), { ...outcome.free, text: 'geen tijd' })
  assert.match(wordsOf(next), /• Status: gevraagd, wordt geweigerd\n• Reden: geen tijd/)
})

test('what is overdue or holds what we do not know is said before it is confirmed', async () => {
  const tasks = taskReader([
    task({
      restriction: { period: { end: '2026-08-21' } },
      modifierExtension: [{ url: 'https://example.org/unknown', valueBoolean: true }],
    }),
  ])
  assert.match(
    wordsOf(await run('1 accepteer', { tasks })),
    /Let op: dit had uiterlijk 21-08-2026 klaar moeten zijn\.\nLet op: deze taak bevat informatie die ik niet ken\. Open het dossier\./,
  )
})

const unchanged = 'Er is niets gewijzigd.'
const notOwner = `Deze taak is voor A. de Vries. Alleen wie het moet doen kan dit. ${unchanged}`
const cases: readonly (readonly [string, string, Partial<Context<TaakPorts>>, string])[] = [
  ['a colleague who finishes what is another’s', '1 klaar', asColleague, notOwner],
  ['who asked, when it is to be done by another', '1 accepteer', asDoctor, notOwner],
  [
    'who is asked, when only who asked may take it back',
    '1 intrekken',
    {},
    `Deze taak is gevraagd door P. van Pulver. Alleen wie vroeg kan dit. ${unchanged}`,
  ],
  [
    'a completed task that is opened again',
    '1 accepteer',
    about({ status: 'completed' }),
    `Een taak met de status “afgerond” kunt u niet accepteren. ${unchanged}`,
  ],
  [
    'a task that was accepted and is refused',
    '1 weiger geen tijd',
    about({ status: 'accepted' }),
    `Een taak met de status “geaccepteerd” kunt u niet weigeren. ${unchanged}`,
  ],
  [
    'a withdrawn task that is withdrawn again',
    '1 intrekken',
    { ...asDoctor, ...about({ status: 'cancelled' }) },
    `Een taak met de status “ingetrokken” kunt u niet intrekken. ${unchanged}`,
  ],
  [
    'a status nobody knows',
    '1 accepteer',
    about({ status: JSON.parse('"onzin"') }),
    `Een taak met de status “status onbekend (onzin)” kunt u niet accepteren. ${unchanged}`,
  ],
  [
    'a number alone of what has ended',
    '1',
    about({ status: 'completed' }),
    `U kunt met deze taak niets meer doen: afgerond. ${unchanged}`,
  ],
  [
    'a step nobody knows',
    '1 dansen',
    {},
    `“dansen” kan niet met een taak. ${unchanged} Typ accepteer, start, klaar, weiger, mislukt of intrekken.`,
  ],
  [
    'more words than belong to a step',
    '1 accepteer maar morgen pas',
    {},
    `Bij accepteer hoort geen verdere tekst. ${unchanged}`,
  ],
  ['a number beyond the list', '7 klaar', {}, 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
  ['number nought', '0 klaar', {}, 'Uw laatste lijst heeft de nummers 1 tot en met 1.'],
  [
    'a number without a list, or with one of long ago',
    '1 klaar',
    { lastList: async () => undefined },
    'U heeft hier nog geen lijst opgevraagd, of te lang geleden. Vraag de lijst eerst op, en noem dan het nummer dat ervoor staat.',
  ],
  [
    'a number of a list of something else',
    '1 klaar',
    { lastList: async () => listed(['MedicationRequest/1']) },
    'Uw laatste lijst is van een andere opdracht. Typ eerst !taken.',
  ],
  [
    'a task of another source',
    '1 klaar',
    { lastList: async () => listed(['Task/5 @Ziekenhuis Zuid']) },
    'Deze taak staat in Ziekenhuis Zuid; daar kan ik niets wijzigen. Neem contact op met wie haar vroeg.',
  ],
  [
    'a task that is gone',
    '1 klaar',
    { tasks: taskReader([]) },
    'Deze regel staat niet meer in het dossier. Vraag de lijst opnieuw op.',
  ],
  [
    'a task of another client',
    '1 klaar',
    about({ for: { reference: 'Patient/9' } }),
    'Deze regel staat niet meer in het dossier. Vraag de lijst opnieuw op.',
  ],
  [
    'a task that was entered in error',
    '1 klaar',
    about({ status: 'entered-in-error' }),
    'Deze regel staat niet meer in het dossier. Vraag de lijst opnieuw op.',
  ],
  [
    'a record that does not answer',
    '1 klaar',
    { tasks: taskReader('timeout') },
    'Niet uitgevoerd: de taak kon niet worden geraadpleegd (geen antwoord (time-out)). Er is niets gewijzigd. Probeer het later opnieuw.',
  ],
  [
    'a reason of ten thousand letters',
    `1 weiger ${'x'.repeat(10_000)}`,
    {},
    'Niet uitgevoerd: de tekst is te lang (10000 tekens, ten hoogste 500). Er is niets vastgelegd. Typ de opdracht opnieuw met een kortere tekst.',
  ],
  [
    'a reason with a citizen service number',
    '1 weiger kent 999990019 niet',
    {},
    'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. Het dossier weet al om wie het gaat; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  ],
]

for (const [what, line, over, sentence] of cases)
  test(`${what} changes nothing, and is told why`, async () => {
    const outcome = await run(line, over)
    assert.notEqual(outcome.kind, 'confirm')
    assert.equal(wordsOf(outcome), sentence)
  })

test('a task that was changed since it was shown stays as it is', async () => {
  const { context, draft } = await carry('1 accepteer', {}, task())
  const { writer, changed } = memoryWriter([task({ meta: { versionId: '9' } })])
  const carried = await taak.carryOut?.({ ...context, writer }, draft, '$prompt')
  assert.ok(carried?.kind === 'failed')
  assert.deepEqual(
    [carried.code, toText(carried.document), changed],
    [
      'stale',
      'NIET vastgelegd: het dossier is intussen gewijzigd. Vraag de gegevens opnieuw op en typ de opdracht opnieuw.',
      [],
    ],
  )
})

test('without a reference there is nothing to take back', async () => {
  const carried = await taak.undo?.(taskContext(), [], '$prompt')
  assert.ok(carried?.kind === 'failed')
  assert.equal(
    toText(carried.document),
    'Dit kan niet met een code worden teruggedraaid. Er is niets gewijzigd. Zet het zo nodig recht in het dossier.',
  )
})
