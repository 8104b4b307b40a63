import {
  all,
  command,
  ignore,
  medicatie,
  mention,
  pill,
  testRows,
} from '../../../test/message-rows.ts'

testRows({
  'a mention at the start is a prefix': [
    ...all(['Zorgbot: medicatie', 'Zorgbot medicatie', 'zorgbot, medicatie'], medicatie, {
      extra: mention,
    }),
    ...all(
      [
        `${pill} medicatie`,
        '[Zorgbot](https://matrix.to/#/@zorgbot:srv) medicatie',
        `${pill}: !medicatie`,
        `${pill} !medicatie`,
        '[Zorgbot](https://matrix.to/#/%40zorgbot%3Asrv) medicatie',
        '[Zorgbot](<https://matrix.to/#/@zorgbot:srv?via=srv>) medicatie',
        'https://matrix.to/#/@zorgbot:srv medicatie',
        '@zorgbot:srv medicatie',
        '@zorgbot:srv: medicatie',
        '@Zorgbot medicatie',
        'zorgbot: medicatie',
        'zorgbot, medicatie',
        'Zorgbot: !medicatie',
      ],
      medicatie,
    ),
    { body: `${pill} verwijs huisarts`, gives: command('verwijs', ['huisarts']) },
  ],
  'a name without a mention is only a name': [
    { body: 'zorgbot medicatie', gives: ignore },
    { body: 'Zorgbot is handig', gives: ignore },
    { body: '[Iemand](https://matrix.to/#/@iemand:srv) medicatie', gives: { kind: 'plain' } },
  ],
  'only the pill gives short help': [
    ...all([pill, `${pill} `, `${pill}:`, '@zorgbot:srv', 'Zorgbot:', `${pill} ?`], {
      kind: 'help',
    }),
    { body: 'Zorgbot', extra: mention, gives: { kind: 'help' } },
    { body: '!?', gives: { kind: 'help' } },
    { body: '!??', gives: { kind: 'help' } },
  ],
  'a word behind the sign that is none of the bot’s is remembered, because it may be mended': [
    ...all(['!mdcatie', '!belangrijk: gevallen'], { kind: 'ignore', tried: true }),
    ...all(['!!! let op', 'doe even !medicatie', '!'], { kind: 'ignore', tried: undefined }),
  ],
  'talk about the bot or about a command is not answered': [
    ...all(
      [
        'dank je [Zorgbot](https://matrix.to/#/@zorgbot:srv)',
        'dank je [Zorgbot](https://matrix.to/#/%40zorgbot%3Asrv)',
        '!github issue 4',
        '!belangrijk: gevallen',
        '!!',
        '!!! let op',
        '!= 5',
        '!',
        '! 🙏',
        'doe even !medicatie',
        '`!medicatie`',
        '> !medicatie',
        '/etc/passwd',
        '!wil',
        'Zorgbot: dank je wel',
        `${pill} wil je dat doen?`,
      ],
      ignore,
    ),
  ],
  'in a direct room the prefix may be left out': [
    ...all(['medicatie', 'Medicatie.', 'meds', 'zorgbot medicatie'], medicatie, { direct: true }),
    { body: 'help verwijs', direct: true, gives: command('help', ['verwijs']) },
    { body: 'zorgbot', direct: true, gives: { kind: 'help' } },
    {
      body: 'dankjewel!',
      direct: true,
      gives: { kind: 'unknown', word: 'dankjewel', text: 'dankjewel!' },
    },
    { body: '!onzin', direct: true, gives: { kind: 'unknown', word: 'onzin' } },
    { body: 'met vriendelijke groet', direct: true, gives: { kind: 'unknown', word: 'met' } },
    {
      body: 'medicate',
      direct: true,
      gives: { kind: 'suggest', word: 'medicate', names: ['medicatie'] },
    },
    { body: 'medicatie', gives: { kind: 'plain', text: 'medicatie' } },
    { body: '!!', direct: true, gives: ignore },
  ],
})
