/**
 * Formatted citations by citation-js and citeproc, with the styles and the locale that they ship: nothing is fetched.
 */
import { plugins } from '@citation-js/core'
import '@citation-js/plugin-csl'
import { edtfInWords } from '../../facts/time-words.ts'
import type { CslDate, Source } from '../../records/sources/contract.ts'
import type { citationStyles, Term } from '../../vocabulary.ts'
import type { Citation } from './item.ts'

export { bibtexOf } from './bibtex.ts'

export type CitationStyle = Term<typeof citationStyles>

const padded = (part: number, index: number) => String(part).padStart(index === 0 ? 4 : 2, '0')

/** A date as text that styles print unchanged: "ca. October 2024". */
function literalOf({ 'date-parts': sides, season, circa }: CslDate): { literal: string } {
  const parts = season === undefined ? sides : [[sides[0]?.[0] ?? 0, 20 + season]]
  const words = edtfInWords(parts.map((side) => side.map(padded).join('-')).join('/')).replace(/^from /, '')
  return { literal: circa ? `ca. ${words}` : words }
}

/**
 * True of a date that a style would distort. Only APA prints "ca." itself, and only for `issued`; ranges across years,
 * or of days across months, lose order or spaces.
 */
function isSpoiled({ 'date-parts': [start = [], end = start], circa }: CslDate, keepsCirca: boolean): boolean {
  const isAcross = end.slice(0, -1).some((part, index) => part !== start[index])
  return (circa === true && !keepsCirca) || isAcross
}

/** Replacement for `<`: citeproc removes markup in titles and names, and no text contains this character. */
const maskedLess = '\uFDD0'

/**
 * The item of a title in square brackets, which is a description: no style sets a title of these types in quotation
 * marks.
 */
function describedItem({ 'container-title': container, ...item }: Source['citation'], genre: string): object {
  const title = `[${genre}]`
  if (item.URL !== undefined) return { ...item, title, type: 'webpage', 'container-title': container }
  return { publisher: container, ...item, title, type: 'report' }
}

function sentenceOf({ genre, ...item }: Source['citation'], style: CitationStyle): string {
  const { issued, accessed, URL: url } = item
  const dates = {
    ...(issued && isSpoiled(issued, style === 'apa') && { issued: literalOf(issued) }),
    ...(accessed && isSpoiled(accessed, false) && { accessed: literalOf(accessed) }),
  }
  const described = genre && describedItem(item, genre)
  const written = { ...(described || item), ...dates }
  const masked = JSON.parse(JSON.stringify(written).replaceAll('<', maskedLess))
  const options = { template: style, lang: 'en-US', format: 'text' }
  const sentence = plugins.output.format('bibliography', [masked], options).trim().replaceAll(maskedLess, '<')
  // Vancouver numbers its list, and one citation has no number; APA prints "Retrieved" even without a day.
  if (style === 'vancouver') return sentence.replace(/^1\.\s+/, '')
  const retrieved = `Retrieved ${url}`
  return url !== undefined && !accessed && sentence.endsWith(retrieved)
    ? sentence.slice(0, -retrieved.length) + url
    : sentence
}

/** The citation in a style, after the fact and before the notes: styles leave out notes. */
export const citationText = ({ fact, source, note }: Citation, style: CitationStyle): string =>
  [fact, sentenceOf(source, style), note].filter((part) => part !== null).join(' ')
