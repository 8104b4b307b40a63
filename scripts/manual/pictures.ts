import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Content } from '../../src/bot/gateway.ts'
import { commands } from '../../src/commands/registry.ts'
import { type Played, playExamples } from './scene.ts'
import { bodyOf, htmlOf, isEdit, pictureOf } from './shown.ts'

const folder = join(import.meta.dirname, '../../docs/commands/pictures')
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// The looks of a narrow phone: the reply's own HTML in a bubble, as mobile clients set it.
const style = `
  * { box-sizing: border-box }
  body { margin: 0; display: flex; width: 720px; font: 16px/1.4 Inter, "Noto Sans", "DejaVu Sans", sans-serif }
  .phone { width: 360px; padding: 12px 10px; background: #fff; color: #1b1d22 }
  .dark { background: #101317; color: #ebeef2 }
  .typed { margin: 6px 0 6px 60px; padding: 8px 12px; border-radius: 12px; background: #e1e6ec; overflow-wrap: anywhere }
  .dark .typed { background: #2a3038 }
  .said { margin: 6px 24px 6px 0; padding: 8px 12px; border-radius: 12px; background: #f0f2f5; overflow-wrap: anywhere }
  .dark .said { background: #1d2227 }
  p { margin: 0 0 8px } p:last-child { margin: 0 } ul, ol { margin: 0 0 8px; padding-left: 22px } li { margin: 3px 0 }
  a { color: #0b5cad } .dark a { color: #8ab8ff }
  img { display: block; width: 100%; border-radius: 6px; margin-bottom: 6px }
  code { font-family: "DejaVu Sans Mono", monospace; font-size: 14px }
`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A picture stands above its words, as clients show a caption. */
const bubble = (content: Content, uploads: Played['uploads']): string => {
  const png = uploads.get(pictureOf(content) ?? '')
  const drawn =
    png === undefined
      ? ''
      : `<img src="data:image/png;base64,${Buffer.from(png).toString('base64')}">`
  return `<div class="said">${drawn}${htmlOf(content) ?? escaped(bodyOf(content))}</div>`
}

const phone = ({ exchanges, uploads }: Played, look: 'light' | 'dark'): string =>
  `<div class="phone ${look}">${exchanges
    .map(({ typed, said }) => {
      const bubbles = said.filter((content) => !isEdit(content))
      const shown = bubbles.map((content) => bubble(content, uploads)).join('')
      return `<div class="typed">${escaped(typed)}</div>${shown}`
    })
    .join('')}</div>`

const findBrowser = async (): Promise<string | undefined> => {
  for (const path of [process.env['CHROMIUM'] ?? '', ...browsers])
    if (
      path !== '' &&
      (await access(path).then(
        () => true,
        () => false,
      ))
    )
      return path
  return undefined
}

/** `npm run pictures [command …]`: how the replies of each command look on a narrow phone, light and dark, into docs/commands/pictures. */
const main = async (names: readonly string[]): Promise<number> => {
  const executablePath = await findBrowser()
  if (executablePath === undefined) {
    console.error(
      'There is no Chromium here. Install it (Debian: apt-get install chromium), or set CHROMIUM.',
    )
    return 1
  }
  await mkdir(folder, { recursive: true })
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath, args })
  try {
    const page = await browser.newPage({ viewport: { width: 720, height: 200 } })
    for (const command of commands) {
      if (names.length > 0 && !names.includes(command.name)) continue
      for (const played of await playExamples(command, 'nl')) {
        const name = played.scene.picture
        if (name === undefined) continue
        const body = `${phone(played, 'light')}${phone(played, 'dark')}`
        await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}</style>${body}`)
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
        const picture = await page.screenshot({ fullPage: true, type: 'jpeg', quality: 60 })
        await writeFile(join(folder, `${name}.jpg`), picture)
        console.log(`${name}.jpg${wide > 720 ? ': something is wider than the phone' : ''}`)
        if (wide > 720) return 1
      }
    }
    return 0
  } finally {
    await browser.close()
  }
}

process.exitCode = await main(process.argv.slice(2))
