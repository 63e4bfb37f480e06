/** A source as a CSL-JSON 1.0.2 item: only known data, with dates exactly as precise as their EDTF text. */
import type { Time } from '../../facts/time.ts'
import type { cslTypes, sourceKinds, Term } from '../../vocabulary.ts'
import type { CslDate, Source } from './contract.ts'

type CslItem = Source['citation']

/**
 * The CSL type, unless an editor states one. The kind of periodical cannot be derived from the name of an outlet, and
 * CSL's plain `article` means a preprint (styles print "[Preprint]"): a source with an address is a `webpage`, any
 * other a `document`.
 */
function cslTypeOf(kind: Term<typeof sourceKinds>, url: string | null): Term<typeof cslTypes> {
  if (kind === 'report' || kind === 'dataset') return kind
  return url === null ? 'document' : 'webpage'
}

interface CitedSource extends Pick<Source, 'id' | 'kind' | 'title' | 'byline' | 'url' | 'language'> {
  csl_type: Term<typeof cslTypes> | null
  publisherName: string | null
  published: Time | null
  accessed: Time | null
}

/** Brackets round the whole title, which may contain others: not "[Live] Shells arrive [Update]". */
const supplied = /^\[((?:[^[\]]|\[[^[\]]*\])+)\]$/

/**
 * The CSL item of a source. A title in square brackets is supplied by the editor. It is a description, which CSL calls
 * `genre`: styles set a title in italics or quotation marks, as if it were the publisher's.
 */
export function cslOf(source: CitedSource): CslItem {
  const { id, kind, title, byline, url, language, csl_type, publisherName } = source
  const type = csl_type ?? cslTypeOf(kind, url)
  const isInPeriodical = type.startsWith('article') || (kind === 'news_article' && type === 'webpage')
  const description = supplied.exec(title)?.[1]
  const issued = source.published && cslDateOf(source.published)
  const accessed = source.accessed && cslDateOf(source.accessed)
  return {
    id,
    type,
    ...(description === undefined ? { title } : { genre: description }),
    // Only one of the two is set: styles print both, take the publisher of a page for its author, and leave out the
    // publisher of an article.
    ...(publisherName !== null && { [isInPeriodical ? 'container-title' : 'publisher']: publisherName }),
    ...(byline !== null && { author: [{ literal: byline }] }),
    ...(issued !== null && { issued }),
    ...(accessed !== null && { accessed }),
    ...(url !== null && { URL: url }),
    language,
  }
}

/** A date, a date-time, or one whose last digits are unspecified (`2024-10-XX` states a month). CSL has no year 0. */
const shape = /^(?!0000)(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T[^?~%]+)?[?~%]?$/

function partsOf(date: string): number[] | null {
  const parts = shape.exec(date)?.slice(1)
  return parts ? parts.filter((part) => part !== undefined && part !== 'XX').map(Number) : null
}

const isSeason = ([, month = 0]: number[]): boolean => month > 20

/**
 * A time as a CSL date; null if CSL would state more than is known: an open, unknown or "at least" side, a decade, a
 * season as a side, sides of different precision.
 */
function cslDateOf({ edtf, basis, since_at_least }: Time): CslDate | null {
  const sides = edtf.split('/').map(partsOf)
  if (since_at_least || !sides.every((side) => side !== null)) return null
  const [start, end] = sides as [number[], number[] | undefined]
  const circa = basis === 'inferred' || /[?~%]/.test(edtf) ? { circa: true } : {}
  if (end !== undefined && start.join() !== end.join())
    return start.length === end.length && !isSeason(start) && !isSeason(end)
      ? { 'date-parts': [start, end], ...circa }
      : null
  const [year, month] = start as [number, number]
  return isSeason(start)
    ? { 'date-parts': [[year]], season: month - 20, ...circa }
    : { 'date-parts': [start], ...circa }
}
