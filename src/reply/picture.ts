import { clean, cleanDefaults } from './clean.ts'

type Size = { readonly width: number; readonly height: number }
type Uploaded = Size & { readonly url: string; readonly bytes: number }

/** A picture that was uploaded, with words that say the same. */
export type PictureParts = {
  readonly picture: Uploaded
  readonly thumbnail: Uploaded
  /** Shown while the picture loads (MSC2448). */
  readonly blurhash: string
  readonly filename: string
  readonly caption: string
  /** The words it belongs to. */
  readonly inReplyTo: string
  readonly threadId: string | undefined
}

const mimetype = 'image/png'
const captionLimit = 4000

const infoOf = ({ width, height, bytes }: Uploaded) => ({
  w: width,
  h: height,
  size: bytes,
  mimetype,
})

/**
 * The content of a picture (Client-Server API, `m.image`, with the caption of v1.10): its body repeats the numbers for
 * those who cannot see it. A picture is never silent, so it is only posted when it was asked for.
 */
export const pictureContent = (parts: PictureParts) => {
  const { picture, thumbnail, inReplyTo, threadId } = parts
  const reply = { 'm.in_reply_to': { event_id: inReplyTo } }
  return {
    msgtype: 'm.image',
    body: clean(parts.caption, { ...cleanDefaults, limit: captionLimit }),
    filename: parts.filename,
    url: picture.url,
    info: {
      ...infoOf(picture),
      thumbnail_url: thumbnail.url,
      thumbnail_info: infoOf(thumbnail),
      'xyz.amorgan.blurhash': parts.blurhash,
    },
    'm.mentions': {},
    'm.relates_to':
      threadId === undefined
        ? reply
        : { rel_type: 'm.thread', event_id: threadId, is_falling_back: false, ...reply },
  }
}
