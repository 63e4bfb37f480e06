/**
 * Records that programs write: NDJSON, one record a line, with the keys of the YAML files and its `type`. The files may be
 * of any size; they are read line by line, and never held.
 */
import { type AnyRecordKind, recordKinds } from '../features/record-kinds.ts'
import type { Fault, Path } from './faults.ts'
import { shownPath } from './files.ts'
import { linesOfFile, maxLineBytes } from './lines.ts'
import type { Draft } from './record.ts'

const kinds = new Map<unknown, AnyRecordKind>(
  recordKinds.filter(({ type }) => type !== 'claim').map((kind) => [kind.type, kind]),
)
const decoder = new TextDecoder('utf-8', { fatal: true })

/** The records of an NDJSON file. A line that is none is a fault. */
export function* bulkRecords(path: string, faults: Fault[]): Generator<Draft> {
  const file = shownPath(path)
  let line = 0
  for (const bytes of linesOfFile(path)) {
    line += 1
    if (bytes.length === 0) continue
    const at = line
    const fault = (inner: Path, message: string): Fault => ({ file, line: at, path: inner, message })
    const value = valueIn(bytes)
    if (typeof value === 'string') faults.push(fault([], value))
    else {
      const { type, ...keys } = value
      const kind = kinds.get(type)
      if (kind === undefined) faults.push(fault(['type'], `Allowed: ${[...kinds.keys()].join(', ')}.`))
      else if (typeof keys.id !== 'string') faults.push(fault(['id'], 'Each record needs an id.'))
      else
        yield {
          kind,
          value: keys as Draft['value'],
          fault,
          parse(found) {
            const result = kind.seed.safeParse(keys)
            if (result.success) return { kind, seed: result.data, fault }
            for (const { path, message } of result.error.issues) found.push(fault(path, message))
            return undefined
          },
        }
    }
  }
}

/** The object on a line, or what is wrong with it. */
function valueIn(bytes: Buffer): Record<string, unknown> | string {
  if (bytes.length > maxLineBytes) return `Is longer than ${maxLineBytes} bytes.`
  let value: unknown
  try {
    value = JSON.parse(decoder.decode(bytes))
  } catch (error) {
    return error instanceof SyntaxError ? `Is not JSON: ${error.message}` : 'Is not UTF-8.'
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : 'Must be an object: one record a line.'
}
