/** Dates, ages and labels, whose numbers count nothing. */
import { lowerAt, smallAt } from './number-words.ts'
import type { Token } from './tokens.ts'

const months =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/

/** True of the name of a month. */
export const isMonth = (token: Token | undefined): boolean =>
  token !== undefined && months.test(token.lower) && /^\p{Lu}/u.test(token.text)

const labels = /^(?:article|resolution|chapter|phase|section|page|pages|pp|nos?|number|annex|№|#)$/
const capitalLabels =
  /^(?:Unit|Route|Table|Figure|Note|Pier|Type|Mark|Mk|Level|Class|Tier|Part|Volume|Vol|Block|Room|Highway|Flight|Brigade|Division|Regiment|Version|Step|Item|Case|Day|Group|Bureau|Office)$/

/** The place after a date, a label with its number or another numeral that counts nothing; `at` if there is none. */
export function pastNonFigure(tokens: Token[], at: number): number {
  const token = tokens[at] as Token
  if (token.kind === 'date') return at + 1
  if (token.lower === 'aged') return pastAges(tokens, at + 1)
  const hasMark = lowerAt(tokens, at + 1) === '.' || (token.text === 'Group' && lowerAt(tokens, at + 1) === 'of')
  const number = hasMark ? at + 2 : at + 1
  const follows = tokens[number]
  if (isMonth(token) && isBare(follows)) {
    if (/^(?:19|20)\d\d$/.test(follows?.text ?? '')) return number + 1
    if (Number(follows?.text) <= 31 && !isScale(lowerAt(tokens, number + 1))) return pastYear(tokens, number + 1)
  }
  const isLabel = labels.test(token.lower) || capitalLabels.test(token.text)
  if (
    isLabel &&
    (isBare(follows) ||
      (token.text === 'Day' && follows?.kind === 'numeral') ||
      (token.lower === 'number' && follows?.lower === 'one')) &&
    !isScale(lowerAt(tokens, number + 1))
  )
    return number + 1
  return at
}

/** "aged between 18 and 25", "aged over 60" */
function pastAges(tokens: Token[], at: number): number {
  let next = at
  while (ageWords.test(lowerAt(tokens, next)) || isBare(tokens[next]) || smallAt(tokens, next) !== undefined) next += 1
  return next
}
const ageWords = /^(?:between|from|under|over|above|below|at|least|about|around|only|just|and|or|to|-)$/

const isBare = (token: Token | undefined): boolean => /^\d{1,5}$/.test(token?.text ?? '')
const isScale = (word: string) =>
  /^(?:hundred|thousand|million|billion|trillion|dozen|percent|per|%|k|m|mn|bn)$/.test(word)
function pastYear(tokens: Token[], at: number): number {
  const ordinal = /^(?:st|nd|rd|th)$/.test(lowerAt(tokens, at)) ? at + 1 : at
  const year = lowerAt(tokens, ordinal) === ',' ? ordinal + 1 : ordinal
  return /^(?:19|20)\d\d$/.test(tokens[year]?.text ?? '') ? year + 1 : ordinal
}
