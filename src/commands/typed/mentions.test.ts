import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peopleIn } from './mentions.ts'

const bot = '@zorgbot:zorg.example'
const pill = (address: string, text: string) =>
  `<a href="https://matrix.to/#/${address}">${text}</a>`

const content = (html: string, ...userIds: readonly string[]) => ({
  msgtype: 'm.text',
  body: 'x',
  formatted_body: html,
  'm.mentions': { user_ids: userIds },
})

test('the words of a pill belong to the account it links to', () => {
  const html = `!taak ${pill('@a:x', 'A. de Vries')} en ${pill('%40b%3Ax', '@B &amp; Co')}`
  assert.deepEqual(peopleIn(content(html, '@a:x', '@b:x'), bot), [
    { userId: '@a:x', text: 'A. de Vries' },
    { userId: '@b:x', text: 'B & Co' },
  ])
})

test('a link to somebody who is not mentioned is words, and so is the bot', () => {
  const html = `${pill('@a:x', 'A')} ${pill(bot, 'Zorgbot')}`
  assert.deepEqual(peopleIn(content(html, bot), bot), [])
})

test('whatever a message holds, it is read without a fault', () => {
  for (const odd of [
    null,
    [],
    'x',
    {},
    { 'm.mentions': 3 },
    content('<a href="https://matrix.to/#/@a:x"></a>', '@a:x'),
    content('<a href="https://matrix.to/#/%E0%A4%A">x</a>', '@a:x'),
    content('<a '.repeat(100_000), '@a:x'),
  ])
    assert.deepEqual(peopleIn(odd, bot), [])
})

test('a message made of half links keeps nobody waiting', () => {
  const odd = [
    "<a href='https://matrix.to/#/x' ".repeat(1900),
    "<a href='".repeat(7000),
    `<a ${' '.repeat(60_000)}href='https://matrix.to/#/@a:x'>A</a>`,
    `<a href='https://matrix.to/#/${'x'.repeat(60_000)}'>A</a>`,
    `<a href='https://matrix.to/#/@a:x?${'via=x'.repeat(12_000)}>A</a>`,
  ]
  for (const html of odd) {
    const started = performance.now()
    assert.deepEqual(peopleIn(content(html, '@a:x'), bot), [])
    assert.ok(performance.now() - started < 1000, html.slice(0, 40))
  }
})
