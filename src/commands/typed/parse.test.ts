import {
  all,
  allergie,
  command,
  help,
  medicatie,
  pill,
  type Row,
  testRows,
} from '../../../test/message-rows.ts'

testRows({
  'capitals and white space do not matter': all(
    ['!medicatie', '!Medicatie', '!MEDICATIE', '!medicatie ', '\n !medicatie', '\r\n\t!medicatie'],
    medicatie,
  ),
  'the prefix may be typed in other ways': all(
    [
      '! medicatie',
      '！medicatie',
      '❗️medicatie',
      '❗medicatie',
      '❕medicatie',
      '\\!medicatie',
      '/medicatie',
      '/Medicatie',
    ],
    medicatie,
  ),
  'invisible characters do not matter': all(
    [
      '\u200B!medicatie',
      '!\u200Bmedicatie\u200B',
      '\u200E!medicatie\u200E',
      '\uFEFF!medicatie',
      '!medi\u00ADcatie',
      '\u202B!medicatie\u202C',
    ],
    medicatie,
  ),
  'what stands after the word is dropped': [
    ...all(
      [
        '!medicatie.',
        '!medicatie?',
        '!medicatie!',
        '!medicatie🙏',
        '!medicatie…',
        '!medicatie 🙏',
        '!medicatie❤️',
      ],
      medicatie,
    ),
    ...all(['!help 🙏', '!help🙏🏽', '!help 👍🏽', '!Hulp!'], help),
  ],
  'accents and aliases do not matter': [
    ...all(
      ['!allergieën', '!allergiee\u0308n', '!allergieen', '!allergies', '!Allergie'],
      allergie,
    ),
    ...all(['!meds', '!medication', '!med', '!medicijnen'], medicatie),
    ...all(['!team', '!zorgnetwerk'], command('wie')),
  ],
  'every kind of space parts words': all(
    [
      '!verwijs\u00A0huisarts',
      '!verwijs\u202Fhuisarts',
      '!verwijs\thuisarts',
      '!verwijs  huisarts',
      '!verwijs\u2003huisarts',
    ],
    command('verwijs', ['huisarts']),
  ),
  'a near miss runs only when it is unique and reads': [
    ...['!medicate', '!medictaie', '!medicattie', '!nedicatie'].map(
      (body): Row => ({
        body,
        gives: { ...medicatie, suggestedFrom: body.slice(1) },
      }),
    ),
    {
      body: '!medicate gestopt',
      gives: { ...command('medicatie', ['gestopt']), suggestedFrom: 'medicate' },
    },
    { body: '!verwjis huisarts', gives: { kind: 'suggest', word: 'verwjis', names: ['verwijs'] } },
    { body: '!hepl', gives: { kind: 'suggest', word: 'hepl', names: ['help'] } },
    { body: '!teak', gives: { kind: 'suggest', names: ['wie', 'taak'] } },
    { body: '!tesk', gives: { kind: 'suggest', names: ['taak'] } },
    { body: '!meda', gives: { kind: 'suggest', names: ['medicatie'] } },
    { body: '!tea', gives: { kind: 'suggest', names: ['wie'] } },
    { body: `${pill} medicate`, gives: { kind: 'suggest', names: ['medicatie'] } },
  ],
  'hostile arguments are words like others': [
    {
      body: `!medicatie <script> @room *md* \u202Eab ${'🙏'.repeat(500)}`,
      gives: command('medicatie', ['<script>', '@room', '*md*', 'ab', '🙏'.repeat(500)]),
    },
  ],
})
