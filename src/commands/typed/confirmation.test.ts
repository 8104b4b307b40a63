import { all, inReply, pill, testRows } from '../../../test/message-rows.ts'

testRows({
  'a code confirms or cancels': [
    ...all(
      [
        'ja 4821',
        'Ja, 4821.',
        'JA 4821!',
        '!ja 4821',
        'ja4821',
        '4821 ja',
        '**ja 4821**',
        '“ja 4821”',
        `${pill} ja 4821`,
        'ja 4821 👍',
        'já 4821',
        'yes 4821',
      ],
      { kind: 'confirm', code: '4821' },
    ),
    ...all(['nee 4821', 'Nee, 4821.', '!nee 4821', 'nee4821', '4821 nee', 'stop 4821'], {
      kind: 'cancel',
      code: '4821',
    }),
    {
      body: 'ja 4821',
      extra: inReply,
      gives: { kind: 'confirm', code: '4821', replyTo: '$prompt' },
    },
    { body: 'ja 4821', direct: true, gives: { kind: 'confirm', code: '4821' } },
  ],
  'a bare yes counts only as a reply': [
    ...all(
      ['ja', 'Ja!', '!ja', '> <@zorgbot:srv> Bevestig\n\nja'],
      { kind: 'confirm', code: undefined, replyTo: '$prompt' },
      { extra: inReply },
    ),
    { body: 'nee', extra: inReply, gives: { kind: 'cancel', code: undefined, replyTo: '$prompt' } },
    ...all(['ja', 'Ja.'], { kind: 'loose', yes: true, addressed: false }),
    ...all(['nee', 'Stop!'], { kind: 'loose', yes: false, addressed: false }),
    ...all(['!ja', `${pill} ja`], { kind: 'loose', yes: true, addressed: true }),
    { body: '!nee', gives: { kind: 'loose', yes: false, addressed: true } },
    {
      body: 'ja',
      extra: {
        'm.relates_to': {
          rel_type: 'm.thread',
          event_id: '$root',
          is_falling_back: true,
          'm.in_reply_to': { event_id: '$prompt' },
        },
      },
      gives: { kind: 'loose', yes: true, threadId: '$root' },
    },
  ],
  'words with a sign that may turn them round confirm nothing, and are no silence': [
    ...all(
      [
        '> ja 4037',
        '~~ja 1397~~',
        'ja 7741 ❌',
        'ja 7500 🚫',
        '👎 ja 1129',
        'ja ≠ 8022',
        '- ja 4821',
        'ja → 4821',
        '4821 ja ❌',
        'ja ❌',
      ],
      { kind: 'not-a-confirmation', agrees: false },
    ),
    ...all(['ja 👎', '~~ja~~'], { kind: 'not-a-confirmation', agrees: false }, { extra: inReply }),
    ...all(['~~ongedaan 4821~~', '> ongedaan 4821', 'ongedaan 4821 ❌'], { kind: 'plain' }),
  ],
  'stopping is read with such a sign too, but not when it is a quotation or struck out': [
    ...all(['nee 4821 ❌', '🛑 nee 4821', 'stop 4821 🚫'], { kind: 'cancel', code: '4821' }),
    ...all(['> nee 4821', '~~nee 4821~~'], { kind: 'not-a-confirmation', agrees: false }),
  ],
  'a near miss of a confirmation is recognized': all(
    [
      'ja 59 00',
      'ja 5-900',
      'jaa 8839',
      'bevestig 8330',
      'ja ４８２１',
      '4821 akkoord',
      'prima 4821',
    ],
    { kind: 'not-a-confirmation', agrees: false },
  ),
  'agreement that is no confirmation is recognized': [
    ...all(
      [
        'ok',
        'OK',
        'oke',
        'oké',
        'Okay!',
        '👍',
        '👍🏽',
        '✅',
        'jaa',
        'jaaa!',
        'ja hoor',
        'akkoord',
        '!ok',
      ],
      { kind: 'not-a-confirmation', agrees: true },
    ),
    ...all(['ok 4821', 'ja 4821 graag', 'ja 4821?', 'nee, niet 4821', 'ok ❌'], {
      kind: 'not-a-confirmation',
      agrees: false,
    }),
    { body: 'ok', extra: inReply, gives: { kind: 'not-a-confirmation', replyTo: '$prompt' } },
  ],
  'a code takes back what was confirmed with it': [
    ...all(
      [
        'ongedaan 4821',
        'Ongedaan: 4821!',
        '!ongedaan 4821',
        'undo 4821',
        'Ongedaan maken 4821',
        'maak ongedaan 4821',
        'terugdraaien 4821',
        '4821 ongedaan',
        `${pill} ongedaan 4821`,
      ],
      { kind: 'undo', code: '4821' },
    ),
    { body: 'ongedaan 4821', gives: { kind: 'undo', addressed: false } },
    { body: '!ongedaan 4821', gives: { kind: 'undo', addressed: true } },
    { body: 'ongedaan', gives: { kind: 'undo', code: undefined, addressed: false } },
    { body: 'ongedaan', extra: inReply, gives: { kind: 'undo', replyTo: '$prompt' } },
    ...all(['ongedaan 4821?', 'dat is niet ongedaan te maken', 'ongedaan 48215930'], {
      kind: 'plain',
    }),
  ],
  'a bare number may pick a choice': [
    ...all(['2', ' 2. ', '2)', '!2', `${pill} 2`, '2️⃣', 'nr 2', '#2'], { kind: 'number', value: 2 }),
    { body: '12', gives: { kind: 'number', value: 12 } },
    ...all(['-2', '2,5', '4821', '2 tabletten', '2?', 'ja 12 tabletten', 'jan 4821'], {
      kind: 'plain',
    }),
  ],
  'ordinary words are kept for an open question': [
    {
      body: 'controle bloeddruk\nthuis te hoog',
      gives: { kind: 'plain', text: 'controle bloeddruk\nthuis te hoog' },
    },
    { body: 'ja dat is goed gegaan met mevrouw', gives: { kind: 'plain' } },
  ],
})
