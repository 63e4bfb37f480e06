import { Command, InvalidArgumentError } from 'commander'
import { Document, isMap, visit } from 'yaml'
import { nearestWords } from '../facts/nearest.ts'
import { CodePointText, excerptFault, type Span } from '../facts/spans.ts'
import { type Occurrence, writeInto } from './locate-into.ts'
import { seedFolder, seedOption } from './seed-folder.ts'
import { readTextFile } from './text-file.ts'
import { UsageError } from './usage-error.ts'

const maxOccurrences = 1000

interface Options {
  json?: boolean
  into?: string
  occurrence?: number | 'all'
  assertion?: number
  seed?: string
}

function toNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Allowed: a whole number from 1.')
  return Number(text)
}

export const locateCommand = new Command('locate')
  .description('Find a phrase in a text and print its spans, ready to paste into a seed file')
  .argument('<file>', 'the text, UTF-8')
  .argument('<phrase...>', 'the words as they stand there; several phrases are the parts of one statement, in order')
  .option('--json', 'print JSON instead of YAML')
  .option('--into <id>', 'add the spans to the evidence of this record in its YAML file, and print the changed lines')
  .option(
    '--occurrence <number>',
    'the occurrence to add, from 1, or `all`, where the words stand several times',
    toOccurrence,
  )
  .option('--assertion <number>', 'the assertion to add to, from 1, where an event or relation has several', toNumber)
  .addOption(seedOption())
  .action((file: string, phrases: string[], { json, into, occurrence, assertion, seed }: Options) => {
    const { text, sha256 } = readTextFile(file)
    const evidence = locate(new CodePointText(text), phrases)
    if (evidence.length === 0)
      throw new UsageError(
        'Each phrase stands in the text, but nowhere in this order. Give the parts in the order of the text.',
      )
    if (into !== undefined)
      console.log(writeInto(seedFolder(seed), into, sha256, chosen(evidence, occurrence), assertion))
    else if (json) console.log(JSON.stringify({ sha256, evidence }, null, 2))
    else process.stdout.write(toYaml(evidence))
  })

function toOccurrence(text: string): number | 'all' {
  return text === 'all' ? text : toNumber(text)
}

/** The occurrences that were asked for; one that stands alone need not be. */
export function chosen(evidence: Occurrence[], which: Options['occurrence']): Occurrence[] {
  if (which === 'all' || (which === undefined && evidence.length === 1)) return evidence
  const one = which === undefined ? undefined : evidence[which - 1]
  if (one !== undefined) return [one]
  const places = evidence.map(({ spans }, index) => {
    const { start, exact, prefix, suffix } = spans[0] as Span
    return `\n  ${index + 1}: at ${start}, ${JSON.stringify(prefix + exact + suffix)}`
  })
  throw new UsageError(
    `The words stand ${evidence.length === 1 ? 'once' : `${evidence.length} times`}. Say which with --occurrence NUMBER, or --occurrence all:${places.join('')}`,
  )
}

/** The words to ask for instead, one per line; characters that cannot be distinguished by sight are named. */
function describeNearest(text: CodePointText, phrase: string): string {
  const nearest = nearestWords(text.slice(0, text.length), phrase)
  if (nearest.length === 0) return ''
  const lines = nearest.map((words) => {
    const codes = [...new Set(words.match(/[^\S ]|\p{DI}|\p{M}|[‐‑−]/gu))].map(
      (character) => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`,
    )
    const onOneLine = words.replace(/[\n\r\t]/g, (character) => JSON.stringify(character).slice(1, -1))
    return `\n  ${onOneLine}${codes.length === 0 ? '' : `   (with ${codes.join(', ')})`}`
  })
  return ` The nearest there:${lines.join('')}`
}

/** Evidence in the form of seed files: one span per line. */
function toYaml(evidence: { spans: Span[] }[]): string {
  const document = new Document({ evidence })
  visit(document, {
    Map(_key, node) {
      if (isMap(node) && node.has('exact')) node.flow = true
    },
  })
  return document.toString({ lineWidth: 0 })
}

/**
 * Every occurrence of a statement: each place of the first phrase, with the next place of each further phrase.
 * @throws UsageError if a phrase is empty, missing, too long for an excerpt, or found too often to be evidence
 */
export function locate(text: CodePointText, phrases: string[]) {
  for (const phrase of phrases) {
    if (phrase === '' || phrase !== phrase.trim())
      throw new UsageError(`${JSON.stringify(phrase)} is empty or has spaces round it. A phrase is words of the text.`)
    const tooLong = excerptFault(phrase)
    if (tooLong !== null) throw new UsageError(`"${phrase}" has ${tooLong}. Give it as several phrases.`)
  }
  const places = phrases.map((phrase) => {
    const found = text.occurrences(phrase, maxOccurrences + 1)
    if (found.length === 0)
      throw new UsageError(
        `"${phrase}" does not stand in the text. Case, quotation marks, dashes and spaces count.${describeNearest(text, phrase)}`,
      )
    if (found.length > maxOccurrences)
      throw new UsageError(`"${phrase}" stands there more than ${maxOccurrences} times. Give more words.`)
    return found
  })
  const [firsts = [], ...rest] = places
  return firsts.flatMap((first, index) => {
    const limit = firsts[index + 1]?.start ?? Number.POSITIVE_INFINITY
    const parts = [first]
    for (const found of rest) {
      const next = found.find(({ start, end }) => start >= (parts.at(-1)?.end ?? 0) && end <= limit)
      if (next === undefined) return []
      parts.push(next)
    }
    return [{ spans: parts.map(({ start, end }) => text.span(start, end)) }]
  })
}
