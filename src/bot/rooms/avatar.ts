import { crc32, deflateSync } from 'node:zlib'

const size = 256
const background = [0x0b, 0x6e, 0x6e] as const
const foreground = [0xff, 0xff, 0xff] as const

const within = (value: number, from: number, to: number) => value >= from && value < to

/** A speech bubble with a cross in it, as a claim about one pixel. */
const isDrawn = (x: number, y: number): boolean => {
  const radius = 28
  const nearestX = Math.min(Math.max(x, 48 + radius), 208 - radius)
  const nearestY = Math.min(Math.max(y, 56 + radius), 180 - radius)
  const bubble = Math.hypot(x - nearestX, y - nearestY) < radius
  const tail = within(y, 176, 212) && within(x, 80, 80 + (212 - y))
  const cross =
    (within(x, 116, 140) && within(y, 80, 156)) || (within(x, 90, 166) && within(y, 106, 130))
  return (bubble || tail) && !cross
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** The bot's avatar, drawn here: a PNG of 256 by 256 pixels, the same bytes every time (PNG 1.2, true color). */
export const avatarPng = (): Buffer => {
  const width = 1 + size * 3
  const rows = Buffer.alloc(width * size)
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1)
      rows.set(isDrawn(x, y) ? foreground : background, y * width + 1 + x * 3)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
