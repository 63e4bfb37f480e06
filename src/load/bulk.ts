/**
 * Records that programs write: NDJSON, one record per line, with the keys of the YAML files and a `type`. Files may be
 * of any size; they are read line by line and never held in memory as a whole.
 */
import { type AnySeedDefinition, seedDefinitions } from '../records/types.ts'
import { type Fault, type Path, systemFault } from './faults.ts'
import { shownPath } from './folder.ts'
import { readJsonLine } from './json-line.ts'
import { linesOfFile, maxLineBytes } from './lines.ts'
import type { Draft } from './record.ts'
import { parseFinished } from './unfinished.ts'

const kinds = new Map<unknown, AnySeedDefinition>(
  seedDefinitions.filter(({ type }) => type !== 'claim').map((kind) => [kind.type, kind]),
)

/** The records of an NDJSON file. A line that is not a record is a fault. */
export function* bulkRecords(path: string, faults: Fault[]): Generator<Draft> {
  const file = shownPath(path)
  let line = 0
  try {
    for (const bytes of linesOfFile(path)) {
      line += 1
      const at = line
      const draft = draftOf(bytes, faults, (inner, message) => ({ file, line: at, path: inner, message }))
      if (draft !== undefined) yield draft
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
  const kind = kinds.get(type)
  if (kind === undefined) return refuse(['type'], `Allowed: ${[...kinds.keys()].join(', ')}.`)
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
