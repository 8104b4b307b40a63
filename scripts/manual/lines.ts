import type { Command } from '../../src/commands/command.ts'
import type { Ports } from '../../src/commands/registry.ts'
import type { Cast } from './props.ts'

/** An example: what is typed in a row. */
export type Scene = {
  /** Typed first, and only named. */
  readonly before?: readonly string[]
  /** A command, and the answers to what it asks. A preview is confirmed, unless `nee` follows; `ongedaan` is given its code. */
  readonly typed: readonly string[]
  /** It teaches what is refused; any other example must succeed. */
  readonly isRefused?: true
  /** Who types; the nurse when it is not said. */
  readonly by?: 'client'
  /** The client reads along. */
  readonly withClient?: true
  /** The name of its picture; the first example has the name of the command. */
  readonly picture?: string
  /** What makes it different, for the page. */
  readonly about?: string
}

const talk = '!gesprek wondzorg linkerbeen met huisarts'
const plainWords = 'In gewone taal, om met de cliënt of een naaste te lezen.'

const plain = (name: string): Scene => ({
  typed: [`!${name} --gewone-taal`],
  picture: `${name}-gewone-taal`,
  about: plainWords,
})

/** What is typed where the command's own examples do not tell enough. */
const scenes: Readonly<Record<string, readonly Scene[]>> = {
  afspraken: [{ typed: ['!afspraken'] }, { typed: ['!afspraken alles'] }, plain('afspraken')],
  afwezig: [
    { typed: ['!afwezig 01-07 t/m 14-07 waarnemer @visser'] },
    { typed: ['!afwezig morgen'] },
    {
      typed: ['!afwezig 01-08 t/m 14-08 waarnemer @jansen'],
      isRefused: true,
      about: 'De waarnemer moet in dit zorgteam staan.',
    },
  ],
  archiveer: [{ before: [talk], typed: ['!archiveer 1'] }],
  bron: [{ before: ['!medicatie'], typed: ['!bron 2'] }],
  contactverzoek: [
    { typed: ['!contactverzoek huisarts over de medicatie'] },
    { typed: ['!contactverzoek @bakker voor morgen 12:00'] },
  ],
  corrigeer: [
    { before: ['!metingen gewicht'], typed: ['!corrigeer 2 72,4'] },
    {
      before: ['!metingen gewicht'],
      typed: ['!corrigeer 1'],
      about: 'Zonder nieuwe waarde geldt de meting daarna als foutief.',
    },
  ],
  gesprekken: [
    {
      before: [talk, '!gesprek ontslag donderdag met apotheker', '!archiveer 2'],
      typed: ['!gesprekken'],
    },
    { typed: ['!gesprekken alles'] },
  ],
  herhaalrecept: [
    { before: ['!medicatie'], typed: ['!herhaalrecept 3 30'] },
    { typed: ['!herhaalrecept metoprolol 90 voor de vakantie'] },
  ],
  heropen: [{ before: [talk, '!archiveer 1'], typed: ['!heropen 1'] }],
  medicatie: [
    { typed: ['!medicatie'] },
    { typed: ['!medicatie alles'] },
    { typed: ['!medicatie gestopt'] },
    { typed: ['!medicatie metoprolol'] },
    {
      typed: ['!medicatie'],
      withClient: true,
      picture: 'medicatie-client-leest-mee',
      about: 'De cliënt leest mee in de ruimte.',
    },
  ],
  meer: [{ before: ['!nieuw'], typed: ['!meer'] }],
  meet: [
    { typed: ['!rr 125/80'] },
    { typed: ['!gewicht 72,4'] },
    { typed: ['!temp 38,6 om 07:30'] },
    { typed: ['!spo2 92 met o2'] },
    { typed: ['!gewicht 82,4', 'nee'], about: 'Verkeerd getypt: er wordt niets vastgelegd.' },
    {
      typed: ['!pijn 4', 'ongedaan'],
      picture: 'meet-ongedaan',
      about: 'Binnen vijf minuten teruggedraaid.',
    },
  ],
  metingen: [
    { typed: ['!metingen'] },
    { typed: ['!metingen bloeddruk'] },
    { typed: ['!metingen gewicht alles'] },
    { typed: ['!metingen gewicht --grafiek'], picture: 'metingen-grafiek' },
    plain('metingen'),
    {
      typed: ['!metingen gewicht'],
      by: 'client',
      about: 'Getypt door de cliënt zelf.',
    },
  ],
  nodiguit: [
    { typed: ['!nodiguit jansen'] },
    { typed: ['!nodiguit smit als waarnemend huisarts'] },
  ],
  overdracht: [
    {
      typed: [
        '!overdracht',
        '1',
        'Kortademig sinds drie dagen; thuis niet meer verantwoord.',
        'Graag vandaag beoordelen en de zorg overnemen.',
        '1',
      ],
    },
    {
      typed: [
        '!overdracht naar apotheek',
        'Nieuwe medicatie sinds vrijdag; mevrouw vergist zich in de doosjes.',
        'Graag een medicatierol vanaf maandag.',
        'weg 21',
        '1',
      ],
    },
  ],
  rapporteer: [
    { typed: ['!rapporteer Mw. heeft goed gegeten en slaapt rustig.'] },
    { typed: ['!rapporteer', 'Mevrouw at goed en liep met de rollator naar de tafel.'] },
  ],
  taak: [
    { typed: ['!taak huisarts bloeddruk nakijken voor vrijdag'] },
    { typed: ['!taak huisarts bloeddruk nakijken spoed'], picture: 'taak-spoed' },
    { before: ['!taken mijn'], typed: ['!taak 1 accepteer'], picture: 'taak-accepteer' },
  ],
  ververs: [{ before: ['!medicatie'], typed: ['!ververs'] }],
  verwijs: [
    { typed: ['!verwijs huisarts controle bloeddruk, thuismetingen boven streefwaarde'] },
    {
      typed: ['!verwijs fysiotherapie valrisico na opname --spoed', '1'],
      picture: 'verwijs-keuze',
    },
    { typed: ['!verwijs huisarts zsm wond ruikt en is warm'] },
  ],
  wie: [{ typed: ['!wie'] }, { typed: ['!wie afwezig'] }, plain('wie')],
  zoek: [
    { typed: ['!zoek jansen'] },
    { typed: ['!zoek jansen huisarts zonnedorp'] },
    { typed: ['!zoek reiger'] },
  ],
}

/** The examples of a command. */
export const scenesOf = ({ name, examples }: Command<Ports>): readonly Scene[] =>
  (scenes[name] ?? examples.map((line) => ({ typed: [`!${line}`] }))).map((scene, at) =>
    at === 0 ? { picture: name, ...scene } : scene,
  )

/** Somebody of the address book is in no care team, where that is what the example is about. */
const knowsLocums: ReadonlySet<string> = new Set(['zoek', 'nodiguit'])

/** Who are in the record of a command's examples. */
export const castOf = ({ name, lay }: Command<Ports>): Cast => ({
  hasLocums: knowsLocums.has(name),
  hasColleague: name === 'afwezig',
  hasClient: lay === true || name === 'medicatie',
})
