import assert from 'node:assert/strict'
import test from 'node:test'
import {
  all,
  allergie,
  bot,
  command,
  ignore,
  inReply,
  medicatie,
  mention,
  parse,
  type Row,
  spoed,
  testRows,
} from '../../../test/message-rows.ts'

testRows({
  'the quotation of an old client is dropped, and only in a reply': [
    {
      body: '> <@b:srv> kijk\n> !medicatie\n\n!allergie',
      extra: inReply,
      gives: { ...allergie, replyTo: '$prompt' },
    },
    { body: '> <@b:srv> kijk\r\n> !medicatie\r\n\r\n!allergie', extra: inReply, gives: allergie },
    { body: '!allergie', extra: inReply, gives: allergie },
    { body: '> !medicatie', extra: inReply, gives: ignore },
    { body: '> <@b:srv> kijk\n> !medicatie\n\n!allergie', gives: ignore },
  ],
  'a command in a thread says so': [
    {
      body: '!medicatie',
      extra: {
        'm.relates_to': {
          rel_type: 'm.thread',
          event_id: '$root',
          is_falling_back: true,
          'm.in_reply_to': { event_id: '$last' },
        },
      },
      gives: { ...medicatie, threadId: '$root', replyTo: undefined },
    },
    {
      body: '> <@b:srv> kijk\n\n!medicatie',
      extra: {
        'm.relates_to': {
          rel_type: 'm.thread',
          event_id: '$root',
          is_falling_back: false,
          'm.in_reply_to': { event_id: '$x' },
        },
      },
      gives: { ...medicatie, threadId: '$root', replyTo: '$x' },
    },
    {
      body: '!medicatie',
      gives: { ...medicatie, threadId: undefined, replyTo: undefined, attachment: false },
    },
  ],
  'an edit tells what its new text asks': [
    {
      body: '* !medicatie',
      extra: {
        'm.relates_to': { rel_type: 'm.replace', event_id: '$old' },
        'm.new_content': { msgtype: 'm.text', body: '!medicatie' },
      },
      gives: {
        kind: 'edit',
        of: '$old',
        message: { ...medicatie, threadId: undefined, replyTo: undefined, attachment: false },
      },
    },
    {
      body: '* x',
      extra: { 'm.relates_to': { rel_type: 'm.replace', event_id: '$old' }, 'm.new_content': null },
      gives: { kind: 'edit', of: '$old', message: ignore },
    },
    {
      body: '!medicatie',
      extra: {
        'm.relates_to': { rel_type: 'm.replace' },
        'm.new_content': { msgtype: 'm.text', body: '!medicatie' },
      },
      gives: ignore,
    },
  ],
  'other kinds of messages and our own are not read': [
    ...['m.notice', 'm.emote', 'm.location', 'nl.unknown', 7, null].map(
      (msgtype): Row => ({ body: '!medicatie', extra: { msgtype }, gives: ignore }),
    ),
    { body: '!medicatie', sender: bot, gives: ignore },
    { body: '!medicatie', sender: '@zorgbot_2:srv', gives: ignore },
  ],
  'a picture counts only with a caption': [
    { body: '!medicatie.png', extra: { msgtype: 'm.image' }, gives: ignore },
    { body: '!medicatie', extra: { msgtype: 'm.image', filename: '!medicatie' }, gives: ignore },
    {
      body: '!medicatie',
      extra: { msgtype: 'm.image', filename: 'foto.png' },
      gives: { ...medicatie, attachment: true },
    },
  ],
  'broken messages are not read': [
    ...all(
      [
        undefined,
        null,
        42,
        {},
        ['!medicatie'],
        '',
        ' \u200B ',
        `Lang verhaal over !medicatie ${'x'.repeat(8192)}`,
        'é'.repeat(4097),
      ],
      ignore,
    ),
    ...all([`!medicatie ${'x'.repeat(8192)}`, `!taak ${'é'.repeat(4097)}`], {
      kind: 'too-long',
    }),
    { body: '!medicatie', extra: { 'm.relates_to': null }, gives: medicatie },
    { body: '!medicatie', extra: { 'm.relates_to': 'x', 'm.mentions': null }, gives: medicatie },
    {
      body: '!medicatie',
      extra: { 'm.relates_to': { 'm.in_reply_to': null, rel_type: 4 } },
      gives: medicatie,
    },
    {
      body: 'Zorgbot medicatie',
      extra: { 'm.mentions': { user_ids: [bot, 4, null] } },
      gives: medicatie,
    },
  ],
  'a command object for this bot alone goes before the words': [
    {
      body: '!allergie',
      extra: {
        ...mention,
        'm.bot.command': {
          command: 'verwijs',
          arguments: { wie: 'huisarts', spoed: true, text: 'regel 1\nregel 2' },
        },
      },
      gives: command('verwijs', ['huisarts'], spoed, 'regel 1\nregel 2'),
    },
    {
      body: 'x',
      extra: {
        ...mention,
        'org.matrix.msc4391.command': {
          command: '!medicatie alles',
          arguments: { a: ['b', 4, { type: 'x', id: '@c:d' }], e: null },
        },
      },
      gives: command('medicatie', ['alles', 'b', '4', '@c:d']),
    },
    {
      body: '!allergie',
      extra: { ...mention, 'm.bot.command': { command: 'onzin' } },
      gives: ignore,
    },
    { body: '!allergie', extra: { ...mention, 'm.bot.command': 'medicatie' }, gives: allergie },
    {
      body: '!allergie',
      extra: {
        'm.mentions': { user_ids: [bot, '@b:srv'] },
        'm.bot.command': { command: 'medicatie' },
      },
      gives: allergie,
    },
    { body: '!allergie', extra: { 'm.bot.command': { command: 'medicatie' } }, gives: allergie },
  ],
})

test('only room messages are read', () => {
  const content = { msgtype: 'm.text', body: '!medicatie' }
  assert.equal(parse(content, { eventType: 'm.room.encrypted' }).kind, 'ignore')
  assert.equal(parse(content, { eventType: 'm.sticker' }).kind, 'ignore')
  for (const broken of [undefined, null, 'x', 4, []]) assert.equal(parse(broken).kind, 'ignore')
})
