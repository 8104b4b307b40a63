import assert from 'node:assert/strict'
import { test } from 'node:test'
import { taskContext, typedArgs, wordsOf } from '../../../test/task-parts.ts'
import { nl } from '../../i18n/nl.ts'
import { contactverzoek } from '../contactverzoek.ts'
import { taak } from './taak.ts'

const now = new Date('2026-01-14T10:00:00Z')

const said = async (line: string, command = taak) =>
  wordsOf(await command.run(taskContext({ now }), typedArgs(`huisarts ${line}`)))

/** What of a preview tells what, before when and how urgent, and what is noted of a hurry. */
const told = (words: string) =>
  words.split('\n').filter((each) => /^• (?:Wat|Uiterlijk|Prioriteit)|in uw tekst/u.test(each))

const hurryNote = (word: string) =>
  `Let op: in uw tekst staat “${word}”, maar dit gaat niet als spoed. Typ zo nodig nee met de code, en de opdracht opnieuw met --spoed.`

const denied: readonly (readonly [string, string])[] = [
  ['wond - niet met spoed', 'spoed'],
  ['familie instrueren HAP te bellen bij spoed', 'spoed'],
  ['niet per se met spoed', 'spoed'],
  ['zonder haast of spoed', 'spoed'],
  ['dressing not very urgent', 'urgent'],
  ['hoeft niet zo stat', 'stat'],
  ['nummer doorgeven voor spoed', 'spoed'],
  ['bellen als het urgent is, anders bij spoed', 'urgent'],
  ['check if urgent', 'urgent'],
  ['bloeddruk nakijken, bij koorts met spoed', 'spoed'],
  ['spoedpost bellen is urgent', 'urgent'],
]

for (const command of [taak, contactverzoek])
  for (const [line, word] of denied)
    test(`!${command.name}: "${line}" is no hurry, is kept whole, and the word is pointed out`, async () => {
      assert.deepEqual(told(await said(line, command)), [
        `• Wat: ${line}`,
        '• Uiterlijk: niet opgegeven',
        '• Prioriteit: gewoon',
        hurryNote(word),
      ])
    })

const hurries: readonly (readonly [string, string, string])[] = [
  ['bloeddruk nakijken spoed', 'bloeddruk nakijken', 'SPOED'],
  ['bloeddruk nakijken met spoed', 'bloeddruk nakijken', 'SPOED'],
  ['wond niet nat maken, spoed', 'wond niet nat maken', 'SPOED'],
  ['wond verzorgen - spoed!', 'wond verzorgen', 'SPOED'],
  ['spoed: bloeddruk nakijken', 'bloeddruk nakijken', 'SPOED'],
  ['bloeddruk nakijken asap', 'bloeddruk nakijken', 'ZO SNEL MOGELIJK'],
  ['bloeddruk nakijken prio hoog', 'bloeddruk nakijken', 'SPOED'],
]

for (const [line, what, priority] of hurries)
  test(`"${line}" is a hurry`, async () => {
    assert.deepEqual(told(await said(line)), [
      `• Wat: ${what}`,
      '• Uiterlijk: niet opgegeven',
      `• Prioriteit: ${priority}`,
    ])
  })

test('a field that says no hurry is no hurry', async () => {
  assert.deepEqual(told(await said('spoed: nee, wond verzorgen')).slice(0, 1), [
    '• Wat: spoed: nee, wond verzorgen',
  ])
})

test('the date and the hurry may stand in either order', async () => {
  for (const line of ['nakijken voor 03-04-2026 spoed', 'nakijken spoed voor 03-04-2026'])
    assert.deepEqual(told(await said(line)), [
      '• Wat: nakijken',
      '• Uiterlijk: 03-04-2026',
      '• Prioriteit: SPOED',
    ])
})

test('days are understood in English too', async () => {
  const days: Readonly<Record<string, string>> = {
    'before Monday': '19-01-2026',
    'by tomorrow': '15-01-2026',
    'by Friday at 16:00': '16-01-2026 16:00',
    'before 3 March 2026': '03-03-2026',
  }
  for (const [typed, due] of Object.entries(days))
    assert.deepEqual(told(await said(`weigh ${typed}`)).slice(0, 2), [
      '• Wat: weigh',
      `• Uiterlijk: ${due}`,
    ])
})

test('a day without its year is shown in words, also when the text was asked for first', async () => {
  const note = nl.writing.yearFilledIn('vrijdag 3 april 2026')
  assert.ok((await said('wegen voor 03-04')).includes(`\n${note}\n`))
  const asked = await taak.run(taskContext({ now }), typedArgs('huisarts voor 03-04 9:30'))
  assert.ok(asked.kind === 'choose' && asked.free !== undefined)
  const words = wordsOf(await taak.run(taskContext({ now }), { ...asked.free, text: 'wegen' }))
  assert.ok(words.includes('\n• Uiterlijk: 03-04-2026 09:30\n'))
  assert.ok(words.includes(`\n${note}\n`))
  assert.ok(
    (await said('wegen voor 03-01')).includes(
      `\n${nl.writing.otherYear('zondag 3 januari 2027')}\n`,
    ),
  )
  assert.ok(!(await said('wegen voor 03-04-2026')).includes('Bedoeld is'))
})
