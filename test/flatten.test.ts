import assert from 'node:assert/strict'
import test from 'node:test'
import {
  assertReplyInvariant,
  assertSameWords,
  flattenLikeAndroid,
  flattenLikeIos,
} from './flatten.ts'

test('both flatteners glue table cells, as the phones do', () => {
  const html = '<table><tr><td>1</td><td>500 mg</td></tr></table>'
  assert.equal(flattenLikeAndroid(html), '1500 mg')
  assert.equal(flattenLikeIos(html), '1500 mg')
})

test('the Android flattener glues what stands in divs', () => {
  assert.equal(flattenLikeAndroid('<div>metformine 5</div><div>00 mg</div>'), 'metformine 500 mg')
})

const refused: readonly (readonly [string, string, string])[] = [
  ['a table', '<table><tr><td>1</td></tr></table>', '1'],
  ['a heading tag', '<h3>Medicatie</h3>', 'Medicatie'],
  ['a struck word', '<p><s>ibuprofen</s></p>', 'ibuprofen'],
  ['other words', '<p>metformine 500 mg</p>', 'metformine 50 mg'],
  ['missing words', '<p>metformine</p>', 'metformine 500 mg'],
  ['a number that runs on', '<p><strong>5</strong>00 mg</p>', '500 mg'],
  ['a number that runs on in a letter', '<p>5<em>mg</em></p>', '5mg'],
  ['a number that runs on over two tags', '<p><em>5</em><em>00</em></p>', '500'],
  ['white space between blocks', '<p>a</p> <p>b</p>', 'a b'],
  ['white space in a list', '<ul>\n<li>a</li></ul>', 'a'],
  ['a tag that is not closed', '<p><strong>a</p>', 'a'],
  ['a bare ampersand', '<p>a & b</p>', 'a & b'],
  ['a script address', '<p><a href="javascript:x">a</a></p>', 'a'],
  ['a style', '<p style="color:red">a</p>', 'a'],
  ['nothing at all', '', ''],
  ['too much', `<p>${'a'.repeat(20_000)}</p>`, 'a'.repeat(20_000)],
]

for (const [name, html, body] of refused)
  test(`the invariant refuses ${name}`, () => {
    assert.throws(() => assertSameWords(html, body), assert.AssertionError)
  })

test('the invariant holds for bullets, numbers, links and breaks', () => {
  assertSameWords(
    '<p><strong>Medicatie</strong><br>1 &lt; 2</p><ul><li>500 mg</li></ul><ol><li>huisarts</li><li><a href="https://x.nl/">y</a></li></ol>',
    'Medicatie\n1 < 2\n\n• 500 mg\n\n1. huisarts\n2. y',
  )
})

test('the invariant refuses a reply that mentions somebody', () => {
  const content = {
    msgtype: 'm.notice',
    body: 'a',
    format: 'org.matrix.custom.html',
    formatted_body: '<p>a</p>',
    'm.mentions': {},
  }
  assertReplyInvariant(content)
  const mentions = { user_ids: ['@a:b'] }
  assert.throws(() => assertReplyInvariant({ ...content, 'm.mentions': mentions }))
  assert.throws(() => assertReplyInvariant({ ...content, msgtype: 'm.text' }))
})
