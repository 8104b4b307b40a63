import assert from 'node:assert/strict'
import test from 'node:test'
import {
  code,
  type Document,
  em,
  heading,
  link,
  list,
  numbered,
  paragraph,
  strong,
} from './document.ts'
import { toHtml } from './html.ts'
import { toText } from './text.ts'

const rendered: readonly (readonly [string, Document, string, string])[] = [
  [
    'a heading with a line below it',
    [heading('Medicatie (3 actief)', 'J. Jansen (v)')],
    '<p><strong>Medicatie (3 actief)</strong><br>J. Jansen (v)</p>',
    'Medicatie (3 actief)\nJ. Jansen (v)',
  ],
  [
    'bullets',
    [list([[strong('lisinopril'), ' tablet 10 mg'], 'metformine'])],
    '<ul><li><strong>lisinopril</strong> tablet 10 mg</li><li>metformine</li></ul>',
    '• lisinopril tablet 10 mg\n• metformine',
  ],
  [
    'numbers',
    [numbered(['huisarts', 'fysio'])],
    '<ol><li>huisarts</li><li>fysio</li></ol>',
    '1. huisarts\n2. fysio',
  ],
  [
    'secondary words and words to type',
    [paragraph(['typ ', code('!help'), ' ', em('Bron: A')])],
    '<p>typ <code>!help</code> <em>Bron: A</em></p>',
    'typ !help Bron: A',
  ],
  [
    'a link, whose address is only in the HTML',
    [paragraph(link('Blauwe Reiger', 'https://matrix.to/#/!a:b.nl?via="b"'))],
    '<p><a href="https://matrix.to/#/!a:b.nl?via=%22b%22">Blauwe Reiger</a></p>',
    'Blauwe Reiger',
  ],
  [
    'an address that is no web address as plain words',
    [paragraph(link('klik', 'javascript:alert(1)'))],
    '<p>klik</p>',
    'klik',
  ],
  [
    'an address with a password as plain words',
    [paragraph(link('klik', 'https://a:b@c.nl'))],
    '<p>klik</p>',
    'klik',
  ],
  [
    'markup from a record as words',
    [paragraph(`<b>"A" & 'B'</b>`)],
    '<p>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</p>',
    `<b>"A" & 'B'</b>`,
  ],
  [
    'a number that would run on with a space',
    [paragraph([strong('5'), '00 mg'])],
    '<p><strong>5</strong> 00 mg</p>',
    '5 00 mg',
  ],
  [
    'two plain spans that would glue with a space',
    [paragraph(['10', 'mg'])],
    '<p>10 mg</p>',
    '10 mg',
  ],
  [
    'a mention in two spans with a space',
    [paragraph([strong('@'), 'room'])],
    '<p><strong>@</strong> room</p>',
    '@ room',
  ],
  [
    'spaces at the border of spans once, outside the tags',
    [paragraph([strong('a '), ' b', em(' '), 'c'])],
    '<p><strong>a</strong> b c</p>',
    'a b c',
  ],
  [
    'empty lines and blocks not at all',
    [paragraph('a', '', ' '), list([]), paragraph()],
    '<p>a</p>',
    'a',
  ],
  [
    'an empty item as a dash, so that numbers never shift',
    [numbered(['', 'b'])],
    '<ol><li>–</li><li>b</li></ol>',
    '1. –\n2. b',
  ],
  ['nothing as a dash', [], '<p>–</p>', '–'],
  [
    'a first line that looks like a quotation with a space before it',
    [paragraph('> 5 mmol/l')],
    '<p>&gt; 5 mmol/l</p>',
    ' > 5 mmol/l',
  ],
  [
    'blocks with an empty line between them in the text',
    [paragraph('a'), paragraph('b')],
    '<p>a</p><p>b</p>',
    'a\n\nb',
  ],
]

for (const [name, document, html, text] of rendered)
  test(`both bodies show ${name}`, () => {
    assert.equal(toHtml(document), html)
    assert.equal(toText(document), text)
  })
