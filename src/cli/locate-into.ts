/** Located spans as evidence of a record, written into its file; all else in the file stays as it stands. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Document, isCollection, isMap, isNode, isScalar, isSeq, parseDocument, visit, type YAMLMap } from 'yaml'
import type { Span } from '../facts/spans.ts'
import { listSeedFolder, shownPath } from '../load/folder.ts'
import { UsageError } from './usage-error.ts'

export interface Occurrence {
  spans: Span[]
}

interface Found {
  file: string
  text: string
  document: Document.Parsed
  /** Place of the record in the document. */
  path: (string | number)[]
  record: Record<string, unknown>
  source: unknown
}

const byHand = 'Run `locate` without --into, and paste what it prints.'

/**
 * Adds occurrences to the evidence of a record.
 * @param assertion number of the assertion, from 1, for an event or relation with several
 * @returns the lines of the file that were changed
 * @throws UsageError if the record cannot take them; its file is then as it was
 */
export function writeInto(
  folder: string,
  id: string,
  sha256: string,
  evidence: Occurrence[],
  assertion?: number,
): string {
  const found = findRecord(folder, id)
  refuseOtherText(folder, found, sha256)
  const holder = holderOf(found, assertion)
  const before = found.document.toJS()
  const { document, file, text } = found
  const present: unknown = document.getIn([...holder, 'evidence'])
  const list: unknown[] = isSeq(present) ? present.toJS(document) : []
  for (const one of evidence)
    if (list.some((other) => isDeepStrictEqual(other, one)))
      throw new UsageError(`"${id}" has the occurrence at ${one.spans[0]?.start} already. Nothing was written.`)
  const after = withEvidence(text, document, holder, evidence)
  const expected = structuredClone(before)
  holder.reduce((value, key) => value[key], expected).evidence = [...list, ...evidence]
  if (!isDeepStrictEqual(parseDocument(after, { version: '1.2' }).toJS(), expected))
    throw new UsageError(`The evidence of "${id}" in ${shownPath(file)} has a form that cannot be added to. ${byHand}`)
  writeFileSync(file, after, { flush: true })
  return `${shownPath(file)}\n${changedLines(text, after)}`
}

function* recordsOf(folder: string): Generator<Found> {
  for (const name of listSeedFolder(folder).files.filter((one) => !one.endsWith('.ndjson'))) {
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8')
    const document = parseDocument(text, { version: '1.2', uniqueKeys: false })
    if (document.errors.length > 0 || !isMap(document.contents)) continue
    const { source, ...lists } = document.toJS()
    for (const [collection, list] of Object.entries(lists))
      for (const [index, record] of (Array.isArray(list) ? list : []).entries())
        yield { file, text, document, path: [collection, index], record, source: record?.source ?? source }
  }
}

function findRecord(folder: string, id: string): Found {
  for (const found of recordsOf(folder)) if (found.record?.id === id) return found
  throw new UsageError(
    `No YAML file of ${shownPath(folder)} that can be read has a record with the id "${id}". Records of NDJSON files are written by programs.`,
  )
}

/** Refuses a text that is not the one whose offsets the source of the record counts. */
function refuseOtherText(folder: string, { record, source }: Found, sha256: string): void {
  if (typeof source !== 'string')
    throw new UsageError(`"${record.id}" names no source, and neither does its file. Give it one first.`)
  const { text } = findRecord(folder, source).record as { text?: { sha256?: string } }
  if (text?.sha256 === undefined)
    throw new UsageError(`The source "${source}" has no text recorded. Record its \`text\` first, or give a citation.`)
  if (text.sha256 !== sha256)
    throw new UsageError(
      `This is not the text of "${source}": its SHA-256 is ${sha256}, and ${text.sha256} is recorded. Nothing was written.`,
    )
}

/** Place of the record, or of its assertion, that has the evidence. */
function holderOf({ path, record }: Found, assertion: number | undefined): (string | number)[] {
  const [collection] = path
  if (collection === 'mentions' || collection === 'quotes' || collection === 'estimates') return path
  if (collection !== 'events' && collection !== 'relations')
    throw new UsageError(`"${record.id}" is one of the ${collection}, which have no evidence of their own. ${byHand}`)
  const count = Array.isArray(record.assertions) ? record.assertions.length : 0
  const number = assertion ?? (count === 1 ? 1 : 0)
  if (number < 1 || number > count)
    throw new UsageError(
      `"${record.id}" has ${count} assertions, each with evidence of its own. Say which: --assertion 1 to ${count}.`,
    )
  return [...path, 'assertions', number - 1]
}

/** The text of a file with more evidence, in the style of what is there. */
function withEvidence(
  text: string,
  document: Document.Parsed,
  holder: (string | number)[],
  evidence: Occurrence[],
): string {
  const map = document.getIn(holder) as YAMLMap.Parsed
  const list = map.get('evidence', true) as unknown
  const inOneLine = evidence.map((one) => written(one, true)).join(', ')
  const splice = (start: number, end: number, added: string) => text.slice(0, start) + added + text.slice(end)
  const isOpen = isScalar(list) || (isSeq(list) && list.items.length === 0)
  if (isOpen && list.range) return splice(list.range[0], list.range[1], `[${inOneLine}]`)
  const inside = list ?? map
  // An alias stands for a list that another record has too.
  if (!isCollection(inside)) return text
  const at = endOf(inside)
  if (inside.flow) return splice(at, at, isSeq(list) ? `, ${inOneLine}` : `, evidence: [${inOneLine}]`)
  const column = columnOf(text, (inside.range as number[])[0] as number)
  const lines = evidence.flatMap((one) => written(one, false).split('\n'))
  const block = isSeq(list) ? lines : ['evidence:', ...lines.map((line) => `  ${line}`)]
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const added = block.map((line) => ' '.repeat(column) + line + eol).join('')
  const lineEnd = text[at - 1] === '\n' ? at - 1 : text.indexOf('\n', at)
  return lineEnd === -1 ? text + eol + added : splice(lineEnd + 1, lineEnd + 1, added)
}

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1)

/** The end of the last value in a collection, before what closes it. */
function endOf(node: unknown): number {
  const last = isMap(node) ? node.items.at(-1)?.value : isSeq(node) ? node.items.at(-1) : undefined
  if (!isNode(last)) return NaN
  return isCollection(last) && !last.flow && last.items.length > 0 ? endOf(last) : (last.range?.[1] ?? NaN)
}

/** An occurrence as an item of a list: each span on a line, or all in one. */
function written(occurrence: Occurrence, isFlow: boolean): string {
  const document = new Document(isFlow ? occurrence : [occurrence])
  visit(document, {
    Collection(_key, node) {
      node.flow = isFlow || (isMap(node) && node.has('exact'))
    },
  })
  return document.toString({ lineWidth: 0 }).trimEnd()
}

/** The lines that differ, those of the first text with "-" and those of the other with "+". */
function changedLines(before: string, after: string): string {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)]
  let start = 0
  while (start < old.length && old[start] === now[start]) start += 1
  let same = 0
  while (same < old.length - start && old.at(-1 - same) === now.at(-1 - same)) same += 1
  const part = (sign: string, lines: string[]) => lines.slice(start, lines.length - same).map((line) => sign + line)
  return [`@@ line ${start + 1} @@`, ...part('-', old), ...part('+', now)].join('\n')
}
