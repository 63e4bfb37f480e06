import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
} from 'yaml'
import { type Fault, type Path, systemFault } from './faults.ts'
import { shownPath } from './folder.ts'
import { numberFault } from './numbers.ts'

/** Limit far above the size of a file written by hand; a larger one is refused before it is parsed. */
const maxFileBytes = 4 * 1024 * 1024
/** Limit on nesting; records need a tenth of it. */
export const maxDepth = 100
/** Limit on the values of a document: aliases of aliases multiply. */
const maxValues = 1_000_000

export interface SeedFile {
  name: string
  /** The content as JSON would give it; null for an empty file. */
  value: unknown
  lineOf(path: Path): number
}

/**
 * A fault at a path of a file. The line is looked up only when the fault is shown: a file may have a hundred thousand
 * faults, of which a thousand are shown.
 */
export const faultAt = (file: SeedFile, path: Path, message: string, at = path): Fault => ({
  file: file.name,
  get line() {
    return file.lineOf(at)
  },
  path,
  message,
})

/** Reads a YAML file as a whole. Returns undefined if it has faults, which are added to those given. */
export function readYamlFile(folder: string, name: string, faults: Fault[]): SeedFile | undefined {
  const path = join(folder, name)
  const shown = shownPath(path)
  const refuse = (message: string, line: number | null): undefined => {
    faults.push({ file: shown, line, path: [], message })
  }
  let bytes: Buffer
  try {
    const { size } = statSync(path)
    if (size > maxFileBytes)
      return refuse(`Has ${size} bytes; a YAML file has at most ${maxFileBytes}. Split it, or write NDJSON.`, null)
    bytes = readFileSync(path)
  } catch (error) {
    return refuse(systemFault(error), null)
  }
  let content: string
  try {
    content = decode(bytes)
  } catch {
    return refuse('Not UTF-8. Save the file as UTF-8.', firstLineThatIsNotUtf8(bytes))
  }
  if (/^[^\n]*\r[^\n]*$/.test(content))
    return refuse('Its lines end in carriage returns alone. Save the file with line feeds (LF or CRLF).', null)
  const lines = new LineCounter()
  const before = faults.length
  const refuseAt = (message: string, offset: number) => refuse(message, lines.linePos(offset).line || 1)
  const document = parseYaml(content, lines, refuseAt)
  const value = document === undefined || faults.length > before ? undefined : plainValue(document.contents, refuseAt)
  if (document === undefined || faults.length > before) return undefined
  const lineOf = (place: Path): number => {
    for (let depth = place.length; depth >= 0; depth -= 1) {
      const node = depth === 0 ? document.contents : document.getIn(place.slice(0, depth), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  return { name: shown, value, lineOf }
}

const decode = (bytes: Buffer): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

function firstLineThatIsNotUtf8(bytes: Buffer): number {
  let line = 0
  for (let from = 0; from <= bytes.length; ) {
    line += 1
    const end = bytes.indexOf(10, from)
    try {
      decode(bytes.subarray(from, end === -1 ? bytes.length : end))
    } catch {
      return line
    }
    if (end === -1) break
    from = end + 1
  }
  return 1
}

type Refuse = (message: string, offset: number) => void

/** Parses YAML 1.2 with its core schema. The depth is tested while it is read, since the composer is recursive. */
function parseYaml(content: string, lines: LineCounter, refuse: Refuse): Document.Parsed | undefined {
  const parser = new Parser(lines.addNewLine)
  lines.addNewLine(0)
  let isTooDeep = false
  function* tokens() {
    for (const lexeme of new Lexer().lex(content)) {
      yield* parser.next(lexeme)
      isTooDeep = parser.stack.length > maxDepth
      if (isTooDeep) return
    }
    yield* parser.end()
  }
  // Repeated keys are found by `plainValue`: the composer would take the square of their number.
  const composer = new Composer({ version: '1.2', schema: 'core', resolveKnownTags: false, uniqueKeys: false })
  const [document, second] = composer.compose(tokens(), true, content.length)
  if (isTooDeep) refuse(`Nested more than ${maxDepth} levels deep.`, parser.offset)
  else if (second !== undefined) refuse('Begins a second document. A file holds one, without `---`.', second.range[0])
  for (const { message, pos } of [...(document?.errors ?? []), ...(document?.warnings ?? [])]) refuse(message, pos[0])
  if (document?.directives.yaml.explicit && document.directives.yaml.version !== '1.2')
    refuse('Another version of YAML. Allowed: YAML 1.2, which needs no %YAML line.', 0)
  return document as Document.Parsed | undefined
}

/**
 * The value of a node. YAML that a seed file may not use is refused at its place: repeated keys or keys that are not
 * words, tags, aliases without anchor, numbers that would change their value.
 */
function plainValue(root: ParsedNode | null, refuse: Refuse): unknown {
  /** Value of each anchor, and the number of values in it; undefined while it is being read. */
  const anchors = new Map<string, { value: unknown; count: number } | undefined>()
  let count = 0
  const read = (node: ParsedNode | null): unknown => {
    if (node === null) return null
    count += 1
    const [offset] = node.range
    if (isAlias(node)) {
      const anchored = anchors.get(node.source)
      const wasWithin = count <= maxValues
      count += anchored?.count ?? 0
      if (!anchors.has(node.source)) refuse(`There is no anchor &${node.source} before this alias.`, offset)
      else if (anchored === undefined) refuse(`*${node.source} stands inside of what it repeats.`, offset)
      else if (wasWithin && count > maxValues)
        refuse(`With its aliases the file has more than ${maxValues} values up to here.`, offset)
      return anchored?.value
    }
    const before = count
    if (node.anchor !== undefined) anchors.set(node.anchor, undefined)
    const value = isScalar(node) ? readScalar(node) : isSeq(node) ? node.items.map(read) : readMap(node)
    if (node.anchor !== undefined) anchors.set(node.anchor, { value, count: count - before })
    return value
  }
  const readScalar = ({ value, source, tag, range }: ParsedNode & { value: unknown; source: string }): unknown => {
    if (tag !== undefined) refuse('Has a tag. Write the value without it, and text in quotation marks.', range[0])
    const fault = typeof value === 'number' ? numberFault(source, value) : undefined
    if (fault !== undefined) refuse(fault, range[0])
    return value
  }
  const readMap = (node: ParsedNode): unknown => {
    const entries = new Map<string, unknown>()
    if (isMap<ParsedNode, ParsedNode | null>(node))
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? key.value : undefined
        if (typeof name !== 'string') refuse('A key is a word.', key.range[0])
        else if (entries.has(name)) refuse(`Map keys must be unique: "${name}" is given twice.`, key.range[0])
        else entries.set(name, read(value))
      }
    return Object.fromEntries(entries)
  }
  return read(root)
}
