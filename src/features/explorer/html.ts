/** HTML in which every value is escaped, unless it was itself made here. */

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Html | readonly Html[]

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const written = (value: Value): string => {
  if (value instanceof Html) return value.text
  return typeof value === 'object' ? value.map(written).join('\n') : escaped(String(value))
}

/** A template of HTML. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html =>
  new Html(String.raw({ raw: strings }, ...values.map(written)))
