/** The words of a reader as conditions on tokens. */
import { otherBeginnings } from '../spelling.ts'
import { isUnspaced, type Token, valuesIn, type Word, wordsOf } from './tokens.ts'

/** Tokens that a record must have. */
export interface Form {
  tokens: string[]
  /** True if they must stand in a row. */
  isRow: boolean
  /** True if the last is the beginning of a token. */
  isPrefix: boolean
  /** True if the names of the entities that a record refers to do not count. */
  isInTexts?: boolean
}

/** A word, number or phrase: a record has it if it has one of its forms. */
export interface SearchTerm {
  written: string
  forms: Form[]
  /** True of `-word`: records that have it are left out. */
  isExcluded: boolean
}

const row = (tokens: string[], isPrefix = false): Form => ({ tokens, isRow: true, isPrefix })

const quote = '["“”„«»]'
const part = new RegExp(
  String.raw`(?<minus>(?<=^|\s)[-−](?=[${quote.slice(1, -1)}\p{L}\p{N}]))?(?:${quote}(?<phrase>[^"“”„«»]*)(?:${quote}(?<star>\*?)|$)|(?<plain>\||[^\s|"“”„«»]+))`,
  'gu',
)
const operators: Record<string, 'or' | 'not' | 'and'> = { OR: 'or', '|': 'or', NOT: 'not', AND: 'and' }

/**
 * Cuts a query into words, numbers, "phrases in quotation marks" and beginnings* of words. `-word` leaves out, `OR`
 * stands between alternatives. Parts without a letter or digit would find nothing and are left out.
 */
export function parseSearch(query: string): SearchTerm[] {
  const terms: SearchTerm[] = []
  let plain: { start: number; end: number } | undefined
  let isAlternative = false
  let isExcluded = false
  const add = (found: Omit<SearchTerm, 'isExcluded'>[]) => {
    for (const one of found) {
      const before = terms.at(-1)
      if (isAlternative && before !== undefined)
        terms[terms.length - 1] = {
          ...before,
          written: `${before.written} OR ${one.written}`,
          forms: [...before.forms, ...one.forms],
        }
      else terms.push({ ...one, isExcluded })
      isAlternative = false
    }
    isExcluded = false
  }
  const endPlain = () => {
    if (plain !== undefined) add(plainTerms(query.slice(plain.start, plain.end)))
    plain = undefined
  }
  for (const { 0: text, index, groups = {} } of query.matchAll(part)) {
    const operator = groups.minus === undefined ? operators[text] : undefined
    const isBeginning = groups.plain?.endsWith('*') === true
    if (
      operator === undefined &&
      groups.plain !== undefined &&
      groups.minus === undefined &&
      !isBeginning &&
      !isExcluded
    ) {
      plain = { start: plain?.start ?? index, end: index + text.length }
      continue
    }
    endPlain()
    if (operator === 'or') isAlternative = terms.length > 0
    else if (operator === 'not') isExcluded = true
    else if (operator === undefined) {
      isExcluded ||= groups.minus !== undefined
      if (groups.phrase !== undefined) add(phraseTerms(groups.phrase, groups.star === '*'))
      else if (isBeginning) add(phraseTerms(groups.plain as string, true))
      else add(plainTerms(groups.plain as string))
    }
  }
  endPlain()
  return terms
}

const tokensIn = (words: Word[]): string[] => words.flatMap(({ parts }) => parts.map(({ token }) => token))

/** A phrase must match as it is written; a number in words or digits matches by its value. */
function phraseTerms(text: string, isPrefix: boolean): Omit<SearchTerm, 'isExcluded'>[] {
  const words = wordsOf(text)
  if (words.length === 0) return []
  const written = isPrefix && !text.includes('*') ? `"${text}"*` : isPrefix ? text : `"${text}"`
  const [first, last] = [words[0] as Word, words.at(-1) as Word]
  const value = isPrefix ? undefined : valuesIn(text).find(({ start, end }) => start <= first.start && end >= last.end)
  if (value !== undefined) return [{ written, forms: [row([value.token])] }]
  return [{ written, forms: rowsOf(words, isPrefix) }]
}

/**
 * The forms of a name: its words in a row; of one word, its inflected forms as well.
 * @param isLoose true of a name whose words may stand apart
 */
export function nameForms(name: string, isLoose: boolean): Form[] {
  const words = wordsOf(name)
  const [word, ...more] = words
  if (word === undefined) return []
  if (words.some(isSyllable)) return rowsOf(words, false)
  if (more.length === 0) return formsOf(word)
  if (!isLoose) return rowsOf(words, false)
  const bases = words.flatMap(({ parts, bases }) =>
    parts.map(({ token }) => bases.find(({ of }) => of === token)?.token ?? token),
  )
  return [tokensIn(words), bases].map((tokens) => ({ tokens, isRow: false, isPrefix: false }))
}

/** Pairs of characters overlap: the last character alone is the end of a text, or the beginning of a pair. */
function rowsOf(words: Word[], isPrefix: boolean): Form[] {
  const tokens = tokensIn(words)
  const last = tokens.at(-1) as string
  if (isPrefix)
    return [last, ...otherBeginnings(last)].map((beginning) => row([...tokens.slice(0, -1), beginning], true))
  if (!isUnspaced(last)) return [row(tokens)]
  const isAlone = tokens.length === 1 || !isUnspaced(tokens.at(-2) as string)
  return [isAlone ? row(tokens, true) : row(tokens.slice(0, -1))]
}

/** Words outside quotation marks: each a term in all of its forms; numbers of several words are one term. */
function plainTerms(text: string): Omit<SearchTerm, 'isExcluded'>[] {
  const values = valuesIn(text)
  const terms: Omit<SearchTerm, 'isExcluded'>[] = []
  const words = wordsOf(text)
  for (let at = 0; at < words.length; ) {
    const word = words[at] as Word
    const value = values.find(({ start, end }) => start <= word.start && word.start < end)
    const isRun = isUnspaced(word.parts[0]?.token as string)
    let next = at + 1
    const follows = ({ start }: Word) =>
      value !== undefined ? start < value.end : isRun && start === words[next - 1]?.end && isSyllable(words[next])
    while (words[next] !== undefined && follows(words[next] as Word)) next += 1
    const all = words.slice(at, next)
    const written = text.slice(word.start, Math.max(value?.end ?? 0, all.at(-1)?.end as number))
    const forms = isRun ? runForms(all) : formsOf(word)
    // "122 152" may be two numbers.
    const apart = /^\d+(?:\s\d+)+$/u.test(written) ? [row(written.split(/\s/u))] : []
    terms.push({ written, forms: value === undefined ? [...forms, ...apart] : [row([value.token])] })
    at = next
  }
  return terms
}

const isSyllable = (word: Word | undefined): boolean => isUnspaced(word?.parts[0]?.token ?? '')

/** Korean particles, which are written on to a word. */
const particle = /(?:에서|으로|에게|까지|부터|[은는이가을를의에와과도로])$/

function runForms(words: Word[]): Form[] {
  const forms = rowsOf(words, false)
  const text = words.map(({ parts: [pair] }) => [...(pair as Token).token][0]).join('')
  const ending = particle.exec(text)?.[0]
  if (ending === undefined || text.length - ending.length < 2) return forms
  return [...forms, ...rowsOf(words.slice(0, -ending.length), false)]
}

function formsOf({ parts, others, bases }: Word): Form[] {
  const [only] = parts as [Token]
  const baseOf = (token: string) => bases.find(({ of }) => of === token)?.token ?? token
  const inAnyForm = (token: string) => [...new Set([token, baseOf(token)])].map((one) => row([one]))
  if (parts.length === 1) {
    const apart = others.length > 1 ? [row(others.map(({ token }) => token))] : others.map(({ token }) => row([token]))
    return [...inAnyForm(only.token), ...apart]
  }
  const tokens = parts.map(({ token }) => token)
  const isOfLetters = tokens.every((token) => /^\p{L}{2,}$/u.test(token))
  const apart = isOfLetters ? { tokens: tokens.map(baseOf), isRow: false, isPrefix: false } : row(tokens)
  return [apart, ...inAnyForm((others.at(-1) as Token).token)]
}
