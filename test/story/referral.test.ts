import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import type { Bundle, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import { CLIENTS, WHO } from '../../packages/fhir-sandbox/src/demo-people.ts'
import { asJson } from '../../scripts/client/event.ts'
import type { Client } from '../../scripts/client.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { startService } from '../../src/service.ts'
import { linesOf, sectionOf } from './answer-lines.ts'
import { auditTrail } from './audit-trail.ts'
import { answersTo, assertAllReplies, firstLineAfterEdit, settle } from './bot-messages.ts'
import { enterFirstClient } from './care-rooms.ts'
import { deliver } from './deliver.ts'
import { type Proxy, startProxy } from './proxy.ts'
import { until } from './until.ts'
import { startWorld, textOf, type World } from './world.ts'

let world: World
let proxy: Proxy
let first: Awaited<ReturnType<typeof enterFirstClient>>

const throughProxy = () => ({ ZORGBOT_FHIR_URL: `${proxy.baseUrl}/fhir` })

const startBot = async (): Promise<void> => {
  await world.bot.start(throughProxy())
  await world.bot.untilReady()
}

before(async () => {
  world = await startWorld({ start: false })
  proxy = await startProxy(new URL(world.fhir.baseUrl).origin)
  await startBot()
  first = await enterFirstClient(world)
})

afterEach(() => proxy.meddle())

after(async () => {
  await proxy.down()
  await world.close()
})

const found = async <T extends Resource>(query: string): Promise<readonly T[]> => {
  // HAPI answers a search it has just answered from memory.
  const headers = { 'cache-control': 'no-cache' }
  const response = await fetch(`${world.fhir.baseUrl}/${query}`, { headers })
  const bundle: Bundle<T> = JSON.parse(await response.text())
  return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? [])
}

/** What is in the record with this question: each must be there once or not at all. */
const written = async (question: string) => {
  const all = await found<ServiceRequest>(`ServiceRequest?subject=Patient/${CLIENTS[0]}`)
  const requests = all.filter(({ code }) => code?.text === question)
  const tasks = await found<Task>(`Task?patient=Patient/${CLIENTS[0]}`)
  const ids = requests.map(({ id }) => `ServiceRequest/${id}`)
  return {
    requests,
    tasks: tasks.filter(({ focus }) => ids.includes(focus?.reference ?? '')),
    orphans: tasks.filter(
      ({ focus }) =>
        focus?.reference?.startsWith('ServiceRequest/') === true &&
        !all.some(({ id }) => focus.reference === `ServiceRequest/${id}`),
    ),
  }
}

const assertWritten = async (question: string, times: 0 | 1): Promise<void> => {
  const { requests, tasks, orphans } = await written(question)
  assert.deepEqual([requests.length, tasks.length, orphans.length], [times, times, 0])
}

const ask = (line: string, who: Client = first.nurse): Promise<string> =>
  world.ask(who, first.roomId, line)

type Preview = { readonly text: string; readonly code: string; readonly eventId: string }

const preview = async (line: string): Promise<Preview> => {
  const answer = await first.nurse.waitForAnswer(await first.nurse.send(first.roomId, line))
  const text = textOf(answer)
  const code = /typ ja (\d{4}) om te versturen of nee \1 om te stoppen/.exec(text)?.[1]
  assert.ok(code !== undefined, `no preview: ${text}`)
  return { text, code, eventId: answer.event_id }
}

/** Where a transaction goes: the base address itself. */
const isTransaction = (path: string): boolean => /^\/fhir\/?(?:\?|$)/.test(path)

const sent = /^Verwijzing verstuurd \d{2}-\d{2}-\d{4} \d{2}:\d{2} aan Pieter Bakker, Huisarts, Huis/

test('the preview shows all that will be sent, and nothing is sent yet', async () => {
  const { text, code } = await preview('!verwijs huisarts controle bloeddruk')
  assert.deepEqual(linesOf(text).slice(0, 2), [
    'Bevestig verwijzing – nog NIET verstuurd',
    'Cliënt: J.V. (v), geboren in 1941',
  ])
  assert.deepEqual(sectionOf(text, 'Cliënt: J.V. (v), geboren in 1941'), [
    '• Van: Sanne Dijkstra, Verpleegkundige, Thuiszorg De Linde',
    '• Naar: Pieter Bakker, Huisarts, Huisartsenpraktijk De Brink (zorgteam van deze cliënt)',
    '• Vraag: controle bloeddruk',
    '• Spoed: nee',
  ])
  assert.match(
    linesOf(text).at(-1) ?? '',
    /^Sanne Dijkstra, typ ja \d{4} om te versturen of nee \d{4} om te stoppen\. Alleen u kunt bevestigen, tot \d{2}:\d{2}\.$/,
  )
  await assertWritten('controle bloeddruk', 0)
  await ask(`nee ${code}`)
})

test('the code of the one who asked sends it once, in the name of that role', async () => {
  const question = 'graag beoordeling van het gewicht'
  const { code, eventId } = await preview(`!verwijs huisarts ${question}`)
  const answer = await ask(`ja ${code}`)
  assert.match(answer, sent)
  assert.match(
    await firstLineAfterEdit(first.nurse, eventId),
    /^Verwijzing – bevestigd door Sanne Dijkstra \d{2}:\d{2}$/,
  )
  const { requests, tasks } = await written(question)
  assert.deepEqual([requests.length, tasks.length], [1, 1])
  const [request] = requests
  const [task] = tasks
  assert.equal(request?.requester?.reference, WHO.nurse.reference)
  assert.equal(request?.subject?.reference, `Patient/${CLIENTS[0]}`)
  assert.equal(request?.priority, 'routine')
  assert.equal(task?.requester?.reference, WHO.nurse.reference)
  assert.equal(task?.owner?.reference, WHO.doctor.reference)
  assert.equal(task?.status, 'requested')
  assert.ok(linesOf(answer).includes(`Kenmerk: ServiceRequest/${request?.id}, Task/${task?.id}`))

  const lines = await auditTrail(world, ['--patient', CLIENTS[0]])
  const writes = lines.filter(({ action }) => action === 'write').map(({ what }) => what)
  assert.deepEqual(writes, [`ServiceRequest/${request?.id}`, `Task/${task?.id}`])
  assert.ok(!JSON.stringify(lines).includes('gewicht'), 'the question stands in the audit trail')
})

test('a used code sends nothing again, and neither does its event when it comes again', async () => {
  const question = 'eenmaal is genoeg'
  const { code } = await preview(`!verwijs huisarts ${question}`)
  const yes = await first.nurse.send(first.roomId, `ja ${code}`)
  assert.match(textOf(await first.nurse.waitForAnswer(yes)), sent)
  const event = first.nurse.events(first.roomId).find(({ event_id: id }) => id === yes)
  assert.ok(event !== undefined)
  await deliver(world, 1, [event, event])
  await deliver(world, 1, [event])
  assert.match(
    await ask(`ja ${code}`),
    /^Deze code is al gebruikt: bevestigd om \d{2}:\d{2}\. Er is niets opnieuw verstuurd\.$/,
  )
  assert.equal(answersTo(world, first.nurse, first.roomId, yes).length, 1)
  await assertWritten(question, 1)
})

test('nobody else can confirm; who asked can still stop it, and then it is over', async () => {
  const question = 'dit wordt gestopt'
  const { code, eventId } = await preview(`!verwijs huisarts ${question}`)
  assert.equal(await ask(`ja ${code}`, first.doctor), 'Alleen Sanne Dijkstra kan dit bevestigen.')
  assert.equal(await ask(`nee ${code}`), 'Gestopt. Er is niets verstuurd.')
  assert.match(
    await firstLineAfterEdit(first.nurse, eventId),
    /^Gestopt door Sanne Dijkstra \d{2}:\d{2} – niets verstuurd$/,
  )
  assert.match(
    await ask(`ja ${code}`),
    /^Deze code is al gebruikt: gestopt om \d{2}:\d{2}\. Er is niets verstuurd\.$/,
  )
  await assertWritten(question, 0)
})

test('an unknown code and a bare ok send nothing, and say so', async () => {
  const question = 'ok is geen code'
  const { code } = await preview(`!verwijs huisarts ${question}`)
  // A code never begins with 0.
  assert.equal(
    await ask('ja 0123'),
    'Er wacht hier niets op deze code. Er is niets verstuurd of vastgelegd.',
  )
  assert.equal(
    await ask('ok'),
    `Dat is geen bevestiging. Typ ja ${code} om te versturen of nee ${code} om te stoppen.`,
  )
  await assertWritten(question, 0)
  await ask(`nee ${code}`)
})

test('without words it asks for what is missing, by number and then for the question', async () => {
  const who = await ask('!verwijs')
  assert.ok(linesOf(who).includes('1. huisarts'))
  assert.ok(linesOf(who).includes('4. fysiotherapie'))
  const several = await ask('4')
  assert.match(several, /^Verwijzing \(fysiotherapie\): naar wie\?/)
  assert.equal(await ask('9'), 'Typ een nummer van 1 tot en met 2.')
  assert.match(await ask('2'), /^Verwijzing naar Fysiotherapie De Brug/)
  const { text, code } = await preview('valrisico na opname')
  assert.match(text, /• Naar: Fysiotherapie De Brug/)
  assert.match(text, /• Vraag: valrisico na opname/)
  assert.equal(await ask(`nee ${code}`), 'Gestopt. Er is niets verstuurd.')
  await assertWritten('valrisico na opname', 0)
})

test('a personal number never goes along', async () => {
  const answer = await ask('!verwijs huisarts graag mevrouw 999990019 bellen')
  assert.match(answer, /^Niet uitgevoerd: uw bericht bevat een burgerservicenummer\./)
  assert.doesNotMatch(answer, /99999/)
})

test('the code still works after the bot was killed and started again', async () => {
  const question = 'valt vaker na herstart'
  const { text, code, eventId } = await preview(`!verwijs huisarts ${question} --spoed`)
  assert.match(text, /• Spoed: ja, antwoord gevraagd vóór \d{2}-\d{2}-\d{4} \d{2}:\d{2}/)
  assert.match(text, /Bel bij spoed ook/)
  await world.bot.kill()
  await startBot()
  assert.match(await ask(`ja ${code}`), sent)
  assert.match(await firstLineAfterEdit(first.nurse, eventId), /bevestigd door Sanne Dijkstra/)
  const { requests, tasks } = await written(question)
  assert.deepEqual(
    [requests, tasks].map((list) => list.map(({ priority }) => priority)),
    [['urgent'], ['urgent']],
  )
})

test('when the record refuses, nothing was sent; the same code tries again and writes once', async () => {
  const question = 'weigert eerst'
  const { code, eventId } = await preview(`!verwijs huisarts ${question}`)
  proxy.meddle({
    instead: (_method, path) => (isTransaction(path) ? { status: 500, body: 'no' } : undefined),
  })
  assert.deepEqual(linesOf(await ask(`ja ${code}`)), [
    'NIET verstuurd: tijdelijk niet beschikbaar.',
    `Typ opnieuw ja ${code} om nog eens te proberen.`,
  ])
  await assertWritten(question, 0)
  proxy.meddle()
  assert.match(await ask(`ja ${code}`), sent)
  await assertWritten(question, 1)
  assert.match(await firstLineAfterEdit(first.nurse, eventId), /bevestigd door Sanne Dijkstra/)
})

test('when only the answer of the record is lost, it is written once and told so', async () => {
  const question = 'antwoord raakt weg'
  const { code } = await preview(`!verwijs huisarts ${question}`)
  let lost = 0
  proxy.meddle({
    rewrite: (path, answer) => {
      if (!isTransaction(path)) return answer
      lost += 1
      return '<html>'
    },
  })
  assert.match(await ask(`ja ${code}`), sent)
  assert.ok(lost > 0)
  await assertWritten(question, 1)
})

/** The record takes a referral, and from then on neither answers nor can be asked what it holds. */
const loseAnswers = () => {
  let isLost = false
  proxy.meddle({
    instead: (_method, path) =>
      isLost && /\/(?:ServiceRequest|Task)\//u.test(path) ? { status: 503, body: 'no' } : undefined,
    rewrite: (path, answer) => {
      if (!isTransaction(path)) return answer
      isLost = true
      return '<html>'
    },
  })
}

test('while nobody can tell whether it arrived nothing says that it did not, and ja again finds out', async () => {
  for (const [question, word, says, line] of [
    ['onbekend en dan ja', 'ja', sent, /bevestigd door Sanne Dijkstra/],
    ['onbekend en dan nee', 'nee', /^Gestopt: .* is onbekend of die is aangekomen/, /– onbekend/],
  ] as const) {
    const { code, eventId } = await preview(`!verwijs huisarts ${question}`)
    loseAnswers()
    const [told = '', hint = ''] = linesOf(await ask(`ja ${code}`))
    assert.match(told, /^Onbekend of de verwijzing is aangekomen/)
    assert.match(hint, new RegExp(`^Kijk in het dossier, of typ tot .* opnieuw ja ${code}`))
    assert.match(await firstLineAfterEdit(first.nurse, eventId), /^Onbekend of het is uitgevoerd/)
    proxy.meddle()
    assert.match(await ask(`${word} ${code}`), says)
    await assertWritten(question, 1)
    await first.nurse.waitFor(
      ({ content }) =>
        asJson(content['m.relates_to'])['event_id'] === eventId &&
        line.test(String(asJson(content['m.new_content'])['body']).split('\n', 1).join('')),
      15_000,
      'the end of the preview',
    )
  }
})

const isNotice = ({ content }: { readonly content: Readonly<Record<string, unknown>> }) =>
  String(content['body']).startsWith('Nieuw in het dossier')

test('what the bot wrote itself is not announced', async () => {
  await world.fhir.load([
    {
      resourceType: 'Flag',
      id: 'new-flag',
      status: 'active',
      code: { text: 'Valgevaar' },
      subject: { reference: `Patient/${CLIENTS[0]}` },
    },
  ])
  await first.nurse.waitFor(isNotice, 15_000, 'the notice')
  await settle(world, first.nurse, first.roomId)
  assert.deepEqual(
    first.nurse
      .events(first.roomId)
      .filter(isNotice)
      .map(({ content }) => content['body']),
    ['Nieuw in het dossier: waarschuwing (1). Typ !waarschuwingen.'],
  )
})

test('what the receiver makes of it at once is told below the answer that it was sent', async () => {
  const question = 'wordt meteen aangenomen'
  const { code } = await preview(`!verwijs huisarts ${question}`)
  const { nurse, roomId } = first
  const answer = await nurse.waitForAnswer(await nurse.send(roomId, `ja ${code}`))
  assert.match(textOf(answer), sent)
  const [task] = (await written(question)).tasks
  assert.ok(task !== undefined)
  await world.fhir.load([{ ...task, status: 'accepted' }])
  const told = await first.nurse.waitForAnswer(answer.event_id, 15_000)
  assert.match(
    textOf(told),
    /^Verwijzing geaccepteerd, \d{2}-\d{2}-\d{4} \d{2}:\d{2}\nDoor: Pieter Bakker/,
  )
})

const minutes = (count: number): number => count * 60_000

/** The bot in this process, so that its clock can be put forward. */
const withClock = async (clock: () => number, story: () => Promise<void>): Promise<void> => {
  const env = { ...world.settings, ...throughProxy() }
  const log = createLog({ level: 'info', destination: { write: () => undefined } })
  const service = await startService(readConfig(env), log, clock)
  try {
    await until('the bot in this process', async () =>
      (await world.bot.ready()).status === 200 ? true : undefined,
    )
    await story()
  } finally {
    await service.stop()
  }
}

test('a code that comes too late sends nothing, and the preview says that it is over', async () => {
  assert.equal(await world.bot.stop(), 0)
  let ahead = 0
  const forgotten: Preview[] = []
  await withClock(
    () => Date.now() + ahead,
    async () => {
      const { code, eventId } = await preview('!verwijs huisarts te laat bevestigd')
      forgotten.push(await preview('!verwijs huisarts nooit bevestigd'))
      ahead = minutes(11)
      assert.match(
        await ask(`ja ${code}`),
        /^Te laat: verlopen om \d{2}:\d{2}\. Er is niets verstuurd\.$/,
      )
      assert.match(
        await firstLineAfterEdit(first.nurse, eventId),
        /^Verlopen om \d{2}:\d{2} – niets verstuurd$/,
      )
      assert.match(await ask(`ja ${code}`), /^Te laat: verlopen om \d{2}:\d{2}\./)
    },
  )
  await withClock(
    () => Date.now() + minutes(11),
    async () => {
      for (const { eventId } of forgotten)
        assert.match(
          await firstLineAfterEdit(first.nurse, eventId),
          /^Verlopen om \d{2}:\d{2} – niets verstuurd$/,
        )
    },
  )
  assert.equal(forgotten.length, 1)
  await assertWritten('te laat bevestigd', 0)
  await assertWritten('nooit bevestigd', 0)
})

test('every reply said the same in text and HTML, silently', () => {
  for (const client of [first.nurse, first.doctor]) assertAllReplies(world, client)
  const edits = first.nurse
    .events(first.roomId)
    .filter(({ content }) => asJson(content['m.relates_to'])['rel_type'] === 'm.replace')
  assert.ok(edits.length >= 5)
})
