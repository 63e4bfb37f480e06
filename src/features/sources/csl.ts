/** A source as a CSL-JSON 1.0.2 item: only what is known, dates as precise as they are, `circa` where not stated. */
import type { Time } from '../../facts/time.ts'
import type { cslTypes, sourceKinds, Term } from '../../vocabulary.ts'
import type { Source } from './contract.ts'

type CslItem = Source['citation']

/**
 * The CSL type where an editor states none. Which kind of periodical an outlet is cannot be told from its name, and
 * CSL's plain `article` means a preprint (styles print "[Preprint]"): a page is a page, anything else a document.
 */
function cslTypeOf(kind: Term<typeof sourceKinds>, url: string | null): Term<typeof cslTypes> {
  if (kind === 'report' || kind === 'dataset') return kind
  return url === null ? 'document' : 'webpage'
}

interface CitedSource extends Pick<Source, 'id' | 'kind' | 'title' | 'byline' | 'url' | 'language'> {
  csl_type: Term<typeof cslTypes> | null
}

/** Supplied titles keep their square brackets: they are not the publisher's words. */
export function cslOf(source: CitedSource, publisherName: string | null, published: Time | null): CslItem {
  const { id, kind, title, byline, url, language, csl_type } = source
  return {
    id,
    type: csl_type ?? cslTypeOf(kind, url),
    title,
    // Not both: styles print both, and take the publisher of a page for its author.
    ...(publisherName !== null && { [kind === 'news_article' ? 'container-title' : 'publisher']: publisherName }),
    ...(byline !== null && { author: [{ literal: byline }] }),
    ...(published !== null && { issued: issuedOf(published) }),
    ...(url !== null && { URL: url }),
    language,
  }
}

const partsOf = (day: string) => day.split('-').map(Number)

function issuedOf({ edtf, earliest, latest, basis }: Time): NonNullable<CslItem['issued']> {
  const circa = basis === 'inferred' || /[?~%X]/.test(edtf) ? { circa: true } : {}
  const season = /^(\d{4})-2([1-4])[?~%]?$/.exec(edtf)
  if (season !== null) return { 'date-parts': [[Number(season[1])]], season: Number(season[2]), ...circa }
  if (/^\d{4}(-\d{2}){0,2}[?~%]?$/.test(edtf)) return { 'date-parts': [partsOf(edtf.replace(/[?~%]/, ''))], ...circa }
  return { 'date-parts': [earliest, latest].filter((day) => day !== null).map(partsOf), ...circa }
}
