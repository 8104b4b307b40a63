import { all, command, spoed, testRows } from '../../../test/message-rows.ts'

testRows({
  'every kind of double quote holds words together': all(
    [
      '!verwijs “fysio knie” --spoed',
      '!verwijs „fysio knie” --spoed',
      '!verwijs "fysio knie" --spoed',
      '!verwijs --spoed „fysio knie“',
      '!verwijs «fysio knie» --Spoed!',
    ],
    command('verwijs', ['fysio knie'], spoed),
  ),
  'dashes a keyboard made of two hyphens still make an option': all(
    [
      '!verwijs huisarts —spoed',
      '!verwijs huisarts –spoed',
      '!verwijs huisarts -spoed',
      '!verwijs huisarts --spoed',
      '!verwijs —spoed huisarts',
      '!verwijs huisarts --spoed --spoed',
    ],
    command('verwijs', ['huisarts'], spoed),
  ),
  'a quote that is never closed ends with the line': all(
    ['!verwijs "fysio knie', '!verwijs “fysio knie'],
    command('verwijs', ['fysio knie']),
  ),
  'an apostrophe is a letter': all(
    ['!taak bel mw. ’t Hart', "!taak bel mw. 't Hart", '!taak bel mw. ‘t Hart'],
    command('taak', ['bel', 'mw.', "'t", 'Hart']),
  ),
  'lines below the first are text, verbatim': [
    ...all(
      [
        '!verwijs huisarts\nreden “pijn” --spoed\nregel 2',
        '!verwijs huisarts\r\nreden “pijn” --spoed\r\nregel 2',
      ],
      command('verwijs', ['huisarts'], {}, 'reden “pijn” --spoed\nregel 2'),
    ),
    { body: '!medicatie\nregel 2', gives: command('medicatie', [], {}, 'regel 2') },
    {
      body: '!verwijs huisarts\n\n  - a\n  - b\n',
      gives: command('verwijs', ['huisarts'], {}, '- a\n  - b'),
    },
  ],
  'numbers stay the strings that were typed': [
    { body: '!meting gewicht 71,4', gives: command('metingen', ['gewicht', '71,4']) },
    { body: '!meting gewicht 71.40', gives: command('metingen', ['gewicht', '71.40']) },
    { body: '!meting temp -3 0x10 007', gives: command('metingen', ['temp', '-3', '0x10', '007']) },
    { body: '!meting a.b=c', gives: command('metingen', ['a.b=c']) },
  ],
  'options may have a value, and unknown ones are kept for the usage': [
    {
      body: '!verwijs huisarts --reden="pijn op de borst" nu',
      gives: command('verwijs', ['huisarts', 'nu'], { reden: 'pijn op de borst' }),
    },
    {
      body: '!verwijs huisarts --reden=“pijn borst”',
      gives: command('verwijs', ['huisarts'], { reden: 'pijn borst' }),
    },
    {
      body: '!verwijs huisarts --reden “pijn *op* de borst” #12',
      gives: command('verwijs', ['huisarts', 'pijn *op* de borst', '#12'], { reden: true }),
    },
    { body: '!verwijs --spoed huisarts', gives: command('verwijs', ['huisarts'], spoed) },
    {
      body: '!verwijs huisarts --haast --no-spoed',
      gives: command('verwijs', ['huisarts'], { haast: true, 'no-spoed': true }),
    },
    {
      body: '!verwijs huisarts --constructor --__proto__',
      gives: command(
        'verwijs',
        ['huisarts', '--__proto__'],
        Object.fromEntries([['constructor', true as const]]),
      ),
    },
    { body: '!verwijs huisarts "--spoed"', gives: command('verwijs', ['huisarts', '--spoed']) },
  ],
  'dashes between words are words': [
    {
      body: '!verwijs huisarts knie – pijn -links —rechts',
      gives: command('verwijs', ['huisarts', 'knie', '–', 'pijn', '-links', '—rechts']),
    },
    {
      body: '!metingen -- 5 < 6 & "x" --y',
      gives: command('metingen', ['5', '<', '6', '&', 'x', '--y']),
    },
  ],
})
