/** Citations are written by citation-js and citeproc, with the styles and the locale they ship: nothing is fetched. */
import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-csl'
import type { citationStyles, Term } from '../../vocabulary.ts'
import type { CitedItem } from './contract.ts'

export type CitationStyle = Term<typeof citationStyles>

// The settings it comes with drop every letter that is not Latin, and the hyphens of our ids. Without them it escapes
// nothing, so what TeX would read is escaped here.
Object.assign(plugins.config.get('@bibtex').format, { asciiOnly: false, checkLabel: false, useIdAsLabel: true })

const texNames: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}
const escapeTex = (text: string): string => text.replace(/[\\~^&%$#_{}]/g, (one) => texNames[one] ?? `\\${one}`)

/** A BibTeX entry. It has no field for what a page or an entry is part of; `publisher` is one that its styles print. */
export function bibtexOf({ title, note, author, ...item }: CitedItem): string {
  const container =
    item['container-title'] === undefined ? {} : { 'container-title': escapeTex(item['container-title']) }
  const publisher = item.publisher ?? item['container-title']
  const escaped = {
    ...item,
    ...container,
    ...(publisher !== undefined && { publisher: escapeTex(publisher) }),
    ...(author !== undefined && { author: author.map(({ literal }) => ({ literal: escapeTex(literal) })) }),
    title: escapeTex(title),
    note: escapeTex(note),
  }
  return plugins.output.format('bibtex', [escaped]).trim()
}

/** The sentence of the style, and the note after it: styles leave out notes, and some of them the version. */
export function citationText(item: CitedItem, style: CitationStyle): string {
  const options = { template: style, lang: 'en-US', format: 'text' }
  const sentence = plugins.output.format('bibliography', [item], options).trim()
  // Vancouver numbers its list; one citation has no number.
  return `${style === 'vancouver' ? sentence.replace(/^1\.\s+/, '') : sentence} ${item.note}`
}
