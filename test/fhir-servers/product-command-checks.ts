import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmed, contextOf, numberOf, standing, told } from './confirmed-line.ts'
import type { Product } from './product.ts'

/** A line, what stands in the record once it is confirmed and once it is taken back, and a reading that tells it between. */
const written: readonly {
  readonly line: string
  readonly stands: readonly string[]
  readonly undone: readonly string[]
  readonly reading: string
  readonly says: string
}[] = [
  {
    line: '!meet gewicht 71,8',
    stands: ['Observation final'],
    undone: ['Observation entered-in-error'],
    reading: '!metingen gewicht',
    says: '71,8 kg',
  },
  {
    line: '!rr 165/95 om 07:30 linkerarm zittend',
    stands: ['Observation final'],
    undone: ['Observation entered-in-error'],
    reading: '!metingen bloeddruk',
    says: '165/95 mmHg',
  },
  {
    line: '!pols 93',
    stands: ['Observation final', 'Observation final'],
    undone: ['Observation entered-in-error', 'Observation entered-in-error'],
    reading: '!metingen pols',
    says: 'Pols: 93 per min',
  },
  {
    line: '!rapporteer Rustige nacht, "goed" geslapen',
    stands: ['Observation final'],
    undone: ['Observation entered-in-error'],
    reading: '!rapportage alles',
    says: 'Rustige nacht, "goed" geslapen',
  },
  {
    line: '!herhaalrecept metoprolol 90 voor vakantie',
    stands: ['MedicationRequest active'],
    undone: ['MedicationRequest cancelled'],
    reading: '!herhaalrecept',
    says: '14-01-2026 11:00 – nog geen antwoord',
  },
  {
    line: '!taak huisarts zuurstof nakijken voor 20-01-2026',
    stands: ['Task requested'],
    undone: ['Task cancelled'],
    reading: '!taken open',
    says: 'zuurstof nakijken',
  },
  {
    line: '!contactverzoek huisarts over de wonduitslag spoed',
    stands: ['Task requested'],
    undone: ['Task cancelled'],
    reading: '!taken open',
    says: 'wonduitslag',
  },
  {
    line: '!gesprek wondzorg rechterhand met huisarts',
    stands: ['CommunicationRequest active'],
    undone: ['CommunicationRequest revoked'],
    reading: '!gesprekken',
    says: 'wondzorg rechterhand – geen ruimte hier – lopend',
  },
  {
    line: '!verwijs huisarts valrisico na opname --spoed',
    stands: ['ServiceRequest active', 'Task requested'],
    undone: ['ServiceRequest revoked', 'Task cancelled'],
    reading: '!taken open',
    says: 'valrisico na opname',
  },
  {
    line: '!nodiguit amrani',
    stands: ['CareTeam active'],
    undone: ['CareTeam active'],
    reading: '!wie',
    says: '[3] Yusuf el XXX_Amrani',
  },
  {
    line: '!afwezig 01-02-2026 t/m 14-02-2026',
    stands: ['PractitionerRole '],
    undone: ['PractitionerRole '],
    reading: '!wie afwezig',
    says: '14-02-2026',
  },
]

/** What each command writes is there once, and its own way back takes it away. */
export const commandTests = (product: () => Product): void => {
  for (const { line, stands, undone, reading, says } of written)
    test(`${line} is written once, told by ${reading}, and taken back`, async () => {
      assert.ok(!(await told(product(), reading)).includes(says))
      const { refs, undo } = await confirmed(await contextOf(product()), line)
      assert.deepEqual(await standing(product(), refs), stands)
      const body = await told(product(), reading)
      assert.ok(body.includes(says), body)
      await undo()
      assert.deepEqual(await standing(product(), refs), undone)
      const after = await told(product(), reading)
      assert.ok(!after.includes(says), after)
    })

  test('a measurement of this morning is corrected, and then withdrawn', async () => {
    const list = '!metingen temperatuur alles'
    const { refs } = await confirmed(await contextOf(product()), '!temp 38,6 oor')
    const number = await numberOf(product(), list, '38,6')
    await confirmed(await contextOf(product(), list), `!corrigeer ${number} 37,6`)
    const corrected = await numberOf(product(), list, '37,6')
    assert.deepEqual(await standing(product(), refs), ['Observation amended'])
    await confirmed(await contextOf(product(), list), `!corrigeer ${corrected}`)
    assert.deepEqual(await standing(product(), refs), ['Observation entered-in-error'])
    assert.ok(!(await told(product(), list)).includes('37,6'))
  })

  test('a handover is sent with its task', async () => {
    const { refs } = await confirmed(await contextOf(product()), '!overdracht naar huisarts', [
      'Valt vaker',
      'Graag beoordelen',
    ])
    assert.deepEqual(await standing(product(), refs), ['Communication completed', 'Task requested'])
  })

  test('a task is taken on and completed by whom it is for', async () => {
    const line = '!taak @wijkverpleegkundige:zorg.test steunkousen aanmeten'
    const { refs } = await confirmed(await contextOf(product()), line)
    const number = await numberOf(product(), '!taken open', 'steunkousen')
    await confirmed(await contextOf(product(), '!taken open'), `!taak ${number} accepteer`)
    assert.deepEqual(await standing(product(), refs), ['Task accepted'])
    const accepted = await numberOf(product(), '!taken open', 'steunkousen')
    await confirmed(await contextOf(product(), '!taken open'), `!taak ${accepted} klaar`)
    assert.deepEqual(await standing(product(), refs), ['Task completed'])
  })

  test('a conversation is closed and opened again', async () => {
    const context = await contextOf(product())
    const { refs } = await confirmed(context, '!gesprek voeding met huisarts')
    const inRoom = (archived: boolean) => {
      const request = refs[0] ?? ''
      const room = { request, number: 1, name: 'Gesprek 1', roomId: '!room', href: '', archived }
      return {
        ...context,
        conversations: { ...context.conversations, ofPatient: async () => [room] },
      }
    }
    await confirmed(inRoom(false), '!archiveer')
    assert.deepEqual(await standing(product(), refs), ['CommunicationRequest completed'])
    await confirmed(inRoom(true), '!heropen')
    assert.deepEqual(await standing(product(), refs), ['CommunicationRequest active'])
  })
}
