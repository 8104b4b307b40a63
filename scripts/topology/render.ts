import { SetupError } from '../progress.ts'

/** A part that was rendered before; it is put in as it is. */
export type Rendered = { readonly rendered: string }

/** What a placeholder can stand for. */
export type Value = string | number | readonly unknown[]

/** How a value is written in one kind of file, so that it can never become more than a value. */
export type Encode = (value: Value) => string

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g

const refuse = (what: string): SetupError =>
  new SetupError('template', `A template cannot be filled: ${what}.`)

/** For YAML and JSON: a value of JSON is one of YAML too. */
export const asJson: Encode = (value) => JSON.stringify(value)

/** For nginx: a quoted word, without anything that nginx reads as a quote, an escape or a variable. */
export const asNginxWord: Encode = (value) => {
  const text = String(value)
  if (/["'\\$\p{Cc}]/u.test(text)) throw refuse('a value cannot be written for nginx')
  return `"${text}"`
}

/** For an environment file: a single-quoted value. */
export const asEnvironmentValue: Encode = (value) => {
  const text = String(value)
  if (/['\p{Cc}]/u.test(text)) throw refuse('a value cannot be written in an environment file')
  return `'${text}'`
}

const isRendered = (value: Value | Rendered): value is Rendered =>
  typeof value === 'object' && 'rendered' in value

/** Fills the placeholders `{{name}}` of a template; one that is not known, and a value that has no place, are errors. */
export const renderTemplate = (
  template: string,
  values: Readonly<Record<string, Value | Rendered>>,
  encode: Encode,
): string => {
  const used = new Set<string>()
  const text = template.replaceAll(PLACEHOLDER, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw refuse(`nothing is known for {{${name}}}`)
    used.add(name)
    return isRendered(value) ? value.rendered : encode(value)
  })
  const unused = Object.keys(values).find((name) => !used.has(name))
  if (unused !== undefined) throw refuse(`it has no place for ${unused}`)
  return text
}
