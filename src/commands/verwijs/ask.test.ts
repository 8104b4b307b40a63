import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  careTeamsOf,
  contextOf,
  directoryOf,
  doctor,
  target,
} from '../../../test/referral-parts.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { isReferralDraft } from '../../fhir/referral/draft.ts'
import { toText } from '../../reply/text.ts'
import type { Args, Context, Outcome } from '../command.ts'
import { type ReferralPorts, verwijs } from './verwijs.ts'

const until = new Date('2026-08-22T12:20:00Z')

const run = (
  words: readonly string[],
  over: Partial<Context<ReferralPorts>> = {},
  args: Partial<Args> = {},
) => verwijs.run(contextOf(over), { words, options: {}, text: '', ...args })

const textOf = (outcome: Outcome): string =>
  toText(outcome.kind === 'confirm' ? outcome.preview('4821', until) : outcome.document)

const down = async () => {
  throw new FhirError('timeout')
}

const draftIn = (outcome: Outcome) => {
  assert.equal(outcome.kind, 'confirm')
  const draft = outcome.kind === 'confirm' ? JSON.parse(JSON.stringify(outcome.draft)) : undefined
  assert.ok(isReferralDraft(draft))
  return draft
}

test('without words the kinds of care are offered by number, and each goes on with what was typed', async () => {
  const outcome = await run([], {}, { options: { spoed: true }, text: 'Wond' })
  assert.equal(
    textOf(outcome),
    `Verwijzen naar wie?

1. huisarts
2. wijkverpleging
3. apotheek
4. fysiotherapie
5. ergotherapie
6. logopedie
7. diëtist
8. specialist ouderengeneeskunde
9. trombosedienst

Typ een nummer van 1 tot en met 9, of typ de opdracht met de naam van een organisatie, bijvoorbeeld !verwijs "naam" vraag.`,
  )
  assert.equal(outcome.kind, 'choose')
  assert.deepEqual(outcome.kind === 'choose' && outcome.choices[7], {
    words: ['specialist ouderengeneeskunde'],
    options: { spoed: true },
    text: 'Wond',
  })
})

test('several recipients are offered by number, those of the team first', async () => {
  const colleague = {
    ...doctor,
    ref: 'PractitionerRole/56',
    practitioner: 'Practitioner/5',
    name: 'B. Bos',
  }
  const outcome = await run(['huisarts', 'wond'], {
    careTeams: careTeamsOf(doctor, colleague),
    directory: directoryOf(
      [target({ name: 'Huisartsenpost', discipline: 'Huisartsenpost', place: 'Stad' })],
      false,
    ),
  })
  assert.equal(
    textOf(outcome),
    `Verwijzing (huisarts): naar wie?

1. P. van Pulver, Huisarts, Huisartsenpraktijk De Linde (zorgteam van deze cliënt)
2. B. Bos, Huisarts, Huisartsenpraktijk De Linde (zorgteam van deze cliënt)
3. Huisartsenpost (Stad)

Let op: het adresboek antwoordde niet volledig. Er kunnen meer ontvangers zijn.

Typ een nummer van 1 tot en met 3, of typ de opdracht met de naam van een organisatie, bijvoorbeeld !verwijs "naam" vraag.`,
  )
  assert.equal(outcome.kind, 'choose')
  const choices = outcome.kind === 'choose' ? outcome.choices : []
  assert.deepEqual(choices[1], {
    words: ['huisarts', 'PractitionerRole/56'],
    options: {},
    text: 'wond',
  })
  const chosen = await verwijs.run(
    contextOf({ careTeams: careTeamsOf(doctor, colleague) }),
    choices[1] ?? { words: [], options: {}, text: '' },
  )
  assert.equal(draftIn(chosen).target?.owner, 'PractitionerRole/56')
  assert.equal(draftIn(chosen).discipline, 'huisarts')
})

test('no more than nine recipients are offered, and how many are not is said', async () => {
  const many = Array.from({ length: 11 }, (_, at) =>
    target({ ref: `Organization/${at}`, name: `Fysiotherapie ${at}`, place: undefined }),
  )
  const outcome = await run(['fysio', 'knie'], { directory: directoryOf(many) })
  assert.equal(outcome.kind === 'choose' && outcome.choices.length, 9)
  assert.match(textOf(outcome), /Er zijn nog 2 mogelijkheden\./u)
})

test('a recipient without a question is asked for the question, which is then free text', async () => {
  const outcome = await run(['fysio'], { directory: directoryOf([target()]) })
  assert.equal(
    textOf(outcome),
    `Verwijzing naar Fysiotherapie De Brug (Ons Dorp)
Typ nu de vraag in één bericht: wat wilt u weten of laten doen, en waarom. Zonder burgerservicenummer.`,
  )
  assert.deepEqual(outcome.kind === 'choose' && outcome.free, {
    words: ['fysiotherapie', 'HealthcareService/77'],
    options: {},
    text: '',
  })
})

test('an empty answer of half an address book is never taken for nobody', async () => {
  const outcome = await run(['logopedie', 'slikklachten'], { directory: directoryOf([], false) })
  assert.equal(outcome.kind, 'answer')
  assert.equal(
    textOf(outcome),
    'Niet uitgevoerd: het adresboek antwoordde niet volledig en gaf geen ontvanger. Er is niets verstuurd. Probeer het later opnieuw.',
  )
})

test('a name nobody knows is refused with the way to the list', async () => {
  const outcome = await run(['Praktijk Zuid', 'wond'])
  assert.equal(outcome.kind, 'misused')
  assert.equal(
    textOf(outcome),
    'Geen discipline of organisatie met deze naam gevonden in het adresboek. Er is niets verstuurd.\nTyp de naam anders, of kies uit de lijst met !verwijs.',
  )
})

test('an address book that is down gives a sentence, not a referral', async () => {
  const directory = { byDiscipline: down, byName: down, byRef: down }
  const outcome = await run(['fysio', 'knie'], { directory })
  assert.equal(
    textOf(outcome),
    'Niet uitgevoerd: het adresboek kon niet worden geraadpleegd (geen antwoord (time-out)). Er is niets verstuurd. Probeer het later opnieuw.',
  )
})
