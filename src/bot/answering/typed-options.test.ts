import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nurse, openWorld } from '../../../test/fakes/bot.ts'
import { nl } from '../../i18n/nl.ts'

test('an option that a command does not know is answered with the usage, and nothing runs', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!lees --alles')
  await world.type(nurse, '!stuur huisarts --urgent')
  await world.type(nurse, '!stuur huisarts --privé')
  await world.type(nurse, `!stuur --${'x'.repeat(4000)}`)
  assert.deepEqual(world.homeserver.said(world.roomId), [
    '--alles ken ik niet bij !lees. Er is niets uitgevoerd. Typ: !lees',
    '--urgent ken ik niet bij !stuur. Er is niets uitgevoerd. Typ: !stuur',
    '--prive ken ik niet bij !stuur. Er is niets uitgevoerd. Typ: !stuur',
    `--${'x'.repeat(58)} … ken ik niet bij !stuur. Er is niets uitgevoerd. Typ: !stuur`,
  ])
  assert.equal(world.deeds.ran, 0)
})

test('a citizen service number beside an unknown option is not repeated', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!stuur huisarts --patient=111222333')
  await world.type(nurse, '!stuur huisarts --bsn111222333')
  assert.deepEqual(world.homeserver.said(world.roomId), [nl.bot.bsn, nl.bot.bsn])
  assert.equal(world.deeds.ran, 0)
})

test('an edit that takes the unknown option out of a question runs it', async () => {
  await using world = await openWorld()
  const event = await world.type(nurse, '!lees --alles')
  await world.type(nurse, '* !lees alles', {
    'm.new_content': { msgtype: 'm.text', body: '!lees alles' },
    'm.relates_to': { rel_type: 'm.replace', event_id: event.eventId },
  })
  assert.deepEqual(world.homeserver.said(world.roomId), [
    '--alles ken ik niet bij !lees. Er is niets uitgevoerd. Typ: !lees',
    'klinisch antwoord alles',
  ])
})

test('a professional can have the plain words of a command that has them', async () => {
  await using world = await openWorld()
  await world.type(nurse, '!zie')
  await world.type(nurse, '!zie --gewone-taal')
  await world.type(nurse, '!lees --gewone-taal')
  assert.deepEqual(world.homeserver.said(world.roomId), [
    `voor ${nurse}`,
    'in gewone woorden',
    '--gewone-taal ken ik niet bij !lees. Er is niets uitgevoerd. Typ: !lees',
  ])
})
