import { Appservice, LogLevel, LogService } from 'matrix-bot-sdk'

const setting = (name: string): string => process.env[name] ?? ''

LogService.setLevel(LogLevel.ERROR)
const user = setting('BENCH_USER')
const server = setting('BENCH_SERVER_NAME')
const appservice = new Appservice({
  port: Number(setting('BENCH_PORT')),
  bindAddress: '127.0.0.1',
  homeserverName: server,
  homeserverUrl: setting('BENCH_HOMESERVER'),
  registration: {
    as_token: setting('BENCH_AS_TOKEN'),
    hs_token: setting('BENCH_HS_TOKEN'),
    sender_localpart: user.slice(1, user.indexOf(':')),
    namespaces: {
      users: [{ exclusive: true, regex: `@sdk_.*:${server}` }],
      rooms: [],
      aliases: [],
    },
  },
})

const join = async (roomId: string) => {
  await appservice.botClient.joinRoom(roomId)
}
const answer = async (roomId: string, eventId: string) => {
  await appservice.botClient.sendMessage(roomId, {
    msgtype: 'm.notice',
    body: 'answer',
    'm.relates_to': { 'm.in_reply_to': { event_id: eventId } },
  })
}

appservice.on('room.event', (roomId: string, event: Record<string, unknown>) => {
  const { membership } = Object(event['content'])
  if (event['state_key'] === user && membership === 'invite') join(roomId).catch(() => undefined)
})
appservice.on(
  'room.message',
  (roomId: string, event: { event_id: string; content: { body?: string } }) => {
    if (event.content.body?.startsWith('!') === true)
      answer(roomId, event.event_id).catch(() => undefined)
  },
)
await appservice.begin()
