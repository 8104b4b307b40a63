import { type CleanOptions, cleanDefaults } from './clean.ts'
import type { Block, Document, Inline, Line } from './document.ts'
import { tidy } from './tidy.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const spanHtml = (span: Inline): string => {
  if (typeof span === 'string') return escapeHtml(span)
  const text = escapeHtml(span.text)
  switch (span.kind) {
    case 'strong':
      return `<strong>${text}</strong>`
    case 'em':
      return `<em>${text}</em>`
    case 'code':
      return `<code>${text}</code>`
    case 'link':
      return `<a href="${escapeHtml(span.href)}">${text}</a>`
    default:
      return span satisfies never
  }
}

/** One tidy line as HTML. */
export const lineHtml = (line: Line): string => line.map(spanHtml).join('')

const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${block.lines.map(lineHtml).join('<br>')}</p>`
    case 'list': {
      const items = block.items.map((item) => `<li>${lineHtml(item)}</li>`).join('')
      return block.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`
    }
    default:
      return block satisfies never
  }
}

/**
 * The `formatted_body` of a reply: only `p br strong em code a ul ol li`, which every client shows right
 * (Client-Server API, m.room.message, `org.matrix.custom.html`).
 */
export const toHtml = (document: Document, options: CleanOptions = cleanDefaults): string =>
  tidy(document, options).map(blockHtml).join('')
