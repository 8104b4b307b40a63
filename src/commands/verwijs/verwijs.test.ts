import assert from 'node:assert/strict'
import { test } from 'node:test'
import { careTeamsOf, contextOf, doctor, member } from '../../../test/referral-parts.ts'
import { FhirError } from '../../fhir/fhir.ts'
import { isReferralDraft } from '../../fhir/referral/draft.ts'
import { messages } from '../../i18n/messages.ts'
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

const draftIn = (outcome: Outcome) => {
  assert.equal(outcome.kind, 'confirm')
  const draft = outcome.kind === 'confirm' ? JSON.parse(JSON.stringify(outcome.draft)) : undefined
  assert.ok(isReferralDraft(draft))
  return draft
}

test('a referral to the doctor of the team is shown whole before it is sent', async () => {
  const outcome = await run(['huisarts', 'controle', 'bloeddruk'])
  assert.equal(
    textOf(outcome),
    `Bevestig verwijzing – nog NIET verstuurd
Cliënt: J.J. (v), geboren in 1948

• Van: A. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij
• Naar: P. van Pulver, Huisarts, Huisartsenpraktijk De Linde (zorgteam van deze cliënt)
• Vraag: controle bloeddruk
• Spoed: nee

Dit is geen verwijsbrief in de zin van ZorgDomein.

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
  assert.deepEqual(draftIn(outcome), {
    patient: 'Patient/123',
    requester: 'PractitionerRole/789',
    ura: '22222222',
    discipline: 'huisarts',
    target: {
      name: 'P. van Pulver, Huisarts, Huisartsenpraktijk De Linde',
      performers: ['PractitionerRole/55', 'Organization/12'],
      owner: 'PractitionerRole/55',
      person: { name: 'P. van Pulver', userIds: ['@pulver:huisarts.test'] },
    },
    question: 'controle bloeddruk',
    priority: 'routine',
    intent: 'order',
    authoredOn: '2026-08-22T14:10:00+02:00',
  })
})

test('an urgent question of more lines says before when an answer is asked, and to call', async () => {
  const away = {
    ...doctor,
    absences: [{ start: undefined, end: undefined, text: 'Vakantie', now: true }],
  }
  const outcome = await run(
    ['huisarts', 'Wond'],
    { careTeams: careTeamsOf(away) },
    { options: { spoed: true }, text: 'Roodheid sinds gisteren' },
  )
  assert.equal(
    textOf(outcome),
    `Bevestig verwijzing – nog NIET verstuurd
Cliënt: J.J. (v), geboren in 1948

• Van: A. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij
• Naar: P. van Pulver, Huisarts, Huisartsenpraktijk De Linde (zorgteam van deze cliënt)
• Spoed: ja, antwoord gevraagd vóór 23-08-2026 14:10

Vraag:
Wond
Roodheid sinds gisteren

Let op: volgens het adresboek nu afwezig (Vakantie). Voor een ander: noem een organisatie.
Bel bij spoed ook: een ontvanger leest dit mogelijk niet meteen.
Dit is geen verwijsbrief in de zin van ZorgDomein.

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
  assert.equal(draftIn(outcome).respondBy, '2026-08-23T14:10:00+02:00')
})

test('a kind of care nobody offers can be put on record, and the preview says that nobody is told', async () => {
  const outcome = await run(['logopedie', 'slikklachten'])
  assert.equal(
    textOf(outcome),
    `Bevestig verwijzing – nog NIET verstuurd
Cliënt: J.J. (v), geboren in 1948

• Van: A. de Vries, Wijkverpleegkundige, Thuiszorg Om en Bij
• Naar: logopedie – GEEN ONTVANGER gevonden in het adresboek
• Vraag: slikklachten
• Spoed: nee

Niemand krijgt deze verwijzing toegestuurd: zij wordt alleen vastgelegd in het dossier. Neem zelf contact op, of noem een organisatie.
Dit is geen verwijsbrief in de zin van ZorgDomein.

A. de Vries, typ ja 4821 om te versturen of nee 4821 om te stoppen. Alleen u kunt bevestigen, tot 14:20.`,
  )
  assert.equal(draftIn(outcome).target, undefined)
})

test('without the client’s own data nothing is previewed', async () => {
  const careTeams = {
    ...careTeamsOf(doctor),
    patientLine: async () => {
      throw new FhirError('unreachable')
    },
  }
  const outcome = await run(['huisarts', 'wond'], { careTeams })
  assert.equal(
    textOf(outcome),
    'Niet uitgevoerd: de gegevens van de cliënt konden niet worden gecontroleerd (niet bereikbaar). Er is niets verstuurd. Probeer het later opnieuw.',
  )
})

test('nobody refers to oneself', async () => {
  const asker = { userId: '@pulver:huisarts.test', member: doctor }
  const outcome = await run(['huisarts', 'wond'], { asker })
  assert.equal(draftIn(outcome).target, undefined)
})

test('a citizen service number is refused before anything is asked of anybody', async () => {
  const outcome = await run(['huisarts', 'bsn', '111222333'])
  assert.equal(outcome.kind, 'misused')
  assert.equal(
    textOf(outcome),
    'Niet uitgevoerd: uw bericht bevat een burgerservicenummer. De ontvanger krijgt de cliënt al mee; typ de opdracht opnieuw zonder dat nummer en verwijder uw bericht.',
  )
})

test('a question of 2,000 characters is shown to the last word, a longer one is refused', async () => {
  const question = `${'woord '.repeat(332)}laatste`
  const shown = textOf(await run(['huisarts'], {}, { text: question }))
  assert.ok(shown.includes(question))
  const long = await run(['huisarts'], {}, { text: 'x'.repeat(2001) })
  assert.equal(long.kind, 'misused')
  assert.match(textOf(long), /te lang \(2001 tekens, ten hoogste 2000\)/u)
})

test('who has no role or practitioner in the record cannot refer', async () => {
  const asker = {
    userId: '@x:vvt.test',
    member: member({ ref: undefined, practitioner: undefined }),
  }
  assert.match(
    textOf(await run(['huisarts', 'wond'], { asker })),
    /^Niet uitgevoerd: het zorgteam noemt geen rol/u,
  )
  const person = member({ ref: undefined })
  const outcome = await run(['huisarts', 'wond'], {
    asker: { userId: '@x:vvt.test', member: person },
  })
  assert.equal(draftIn(outcome).requester, 'Practitioner/78')
})

test('a policy can make a nurse propose, and the preview says so', async () => {
  const outcome = await run(['huisarts', 'wond'], { intentOf: () => 'proposal' })
  assert.equal(draftIn(outcome).intent, 'proposal')
  assert.match(textOf(outcome), /• Soort: voorstel tot verwijzing, geen opdracht/u)
})

test('in English the words to type stay Dutch', async () => {
  const outcome = await run(['huisarts', 'wond'], { t: messages.en })
  assert.match(
    textOf(outcome),
    /^Confirm referral – NOT sent yet\nClient: J\.J\. \(f\), born in 1948/u,
  )
  assert.match(textOf(outcome), /A\. de Vries, type yes 4821 to send it or no 4821 to stop\./u)
})
