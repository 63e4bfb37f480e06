/**
 * Records that programs write: NDJSON, one record per line, with the keys of the YAML files and a `type`. Files may be
 * of any size; they are read line by line and never held in memory as a whole.
 */
import { assertionOfSeed } from '../facts/attribution.ts'
import { type AnySeedDefinition, seedDefinitions } from '../records/types.ts'
import { type AppendedAssertion, appendedAssertion } from './assertions.ts'
import { type Fault, type Path, systemFault } from './faults.ts'
import { shownPath } from './folder.ts'
import { readJsonLine } from './json-line.ts'
import { linesOfFile, maxLineBytes } from './lines.ts'
import type { Draft } from './record.ts'
import { parseFinished } from './unfinished.ts'

const kinds = new Map<unknown, AnySeedDefinition>(
  seedDefinitions.filter(({ type }) => type !== 'claim').map((kind) => [kind.type, kind]),
)

/** The records of an NDJSON file. A line that is neither a record nor an assertion is a fault. */
export function* bulkRecords(path: string, faults: Fault[]): Generator<Draft> {
  for (const { bytes, fault } of placedLines(path, faults)) {
    const draft = draftOf(bytes, faults, fault)
    if (draft !== undefined) yield draft
  }
}

/** The type of a line with an assertion about a record that may stand elsewhere. */
const assertionType = 'assertion'

/** The assertions of an NDJSON file. All other lines, and their faults, are left to `bulkRecords`. */
export function* bulkAssertions(path: string, faults: Fault[]): Generator<AppendedAssertion> {
  for (const { bytes, fault } of placedLines(path, [])) {
    // Most lines are no assertions and need not be parsed twice. The word may be written with escapes.
    if (!bytes.includes(`"${assertionType}"`) && !bytes.includes('\\u')) continue
    const value = bytes.length > maxLineBytes ? undefined : readJsonLine(bytes)
    if (typeof value !== 'object' || value.type !== assertionType) continue
    const { type: _type, ...written } = value
    const result = parseFinished(assertionOfSeed, written)
    if ('data' in result) yield appendedAssertion(written, result.data, fault)
    else for (const { path: inner, message } of result.issues) faults.push(fault(inner, message))
  }
}

function* placedLines(path: string, faults: Fault[]): Generator<{ bytes: Buffer; fault: Draft['fault'] }> {
  const file = shownPath(path)
  let line = 0
  try {
    for (const bytes of linesOfFile(path)) {
      line += 1
      const at = line
      yield { bytes, fault: (inner, message) => ({ file, line: at, path: inner, message }) }
    }
  } catch (error) {
    faults.push({ file, line: line + 1, path: [], message: systemFault(error) })
  }
}

function draftOf(bytes: Buffer, faults: Fault[], fault: Draft['fault']): Draft | undefined {
  const refuse = (path: Path, message: string): undefined => {
    faults.push(fault(path, message))
  }
  if (bytes.length > maxLineBytes) return refuse([], `Longer than ${maxLineBytes} bytes.`)
  const value = readJsonLine(bytes)
  if (value === undefined) return undefined
  if (typeof value === 'string') return refuse([], value)
  const { type, ...keys } = value
  if (type === assertionType) return undefined
  const kind = kinds.get(type)
  if (kind === undefined) return refuse(['type'], `Allowed: ${[...kinds.keys(), assertionType].join(', ')}.`)
  const written = keys as Draft['written']
  if (typeof written.id !== 'string') return refuse(['id'], 'Each record needs an id.')
  return {
    kind,
    written,
    fault,
    parse(found) {
      const result = parseFinished(kind.seed, written)
      if ('data' in result) return { kind, seed: result.data, fault }
      for (const { path, message } of result.issues) found.push(fault(path, message))
      return undefined
    },
  }
}
