import { numberFault } from './numbers.ts'
import { maxDepth } from './yaml-file.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The object on a line of NDJSON, or a description of its fault; undefined for a blank line. */
export function readJsonLine(bytes: Buffer): Record<string, unknown> | string | undefined {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return 'Not UTF-8.'
  }
  if (/^[ \t\r]*$/.test(text)) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return `Not JSON: ${(error as Error).message}.`
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'Must be an object: one record a line.'
  return faultOfJson(text) ?? (value as Record<string, unknown>)
}

/** Keys (text before a colon), other text, braces, brackets and numbers. Other characters of JSON are skipped. */
const token = /"((?:[^"\\]|\\.)*)"([ \t\r]*:)?|[{}[\]]|-?\d[\d.eE+-]*/g

/**
 * Faults that `JSON.parse` accepts silently: a repeated key, of which it returns the last, numbers it cannot represent,
 * and values so deep that nothing else could walk them.
 */
function faultOfJson(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const [found, inner, colon] of text.matchAll(token)) {
    if (found === '{' || found === '[') {
      open.push(new Set())
      if (open.length > maxDepth) return `Nested more than ${maxDepth} levels deep.`
    } else if (found === '}' || found === ']') open.pop()
    else if (inner === undefined) {
      const fault = numberFault(found, Number(found))
      if (fault !== undefined) return fault
    } else if (colon !== undefined) {
      const key = inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : inner
      if (open.at(-1)?.has(key)) return `The key ${JSON.stringify(key)} is given twice.`
      open.at(-1)?.add(key)
    }
  }
  return undefined
}
