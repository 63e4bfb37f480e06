import { numberFault } from './numbers.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The object on a line of NDJSON, or what is wrong with it; undefined where the line is blank. */
export function readJsonLine(bytes: Buffer): Record<string, unknown> | string | undefined {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return 'Is not UTF-8.'
  }
  if (/^[ \t\r]*$/.test(text)) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return `Is not JSON: ${(error as Error).message}.`
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'Must be an object: one record a line.'
  return faultOfJson(text) ?? (value as Record<string, unknown>)
}

/** Keys (text before a colon), other text, braces and numbers. What else stands in JSON is passed over. */
const token = /"((?:[^"\\]|\\.)*)"([ \t\r]*:)?|[{}]|-?\d[\d.eE+-]*/g

/** What `JSON.parse` takes without a word: a key given twice, of which it keeps the last, and numbers it cannot hold. */
function faultOfJson(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const [found, inner, colon] of text.matchAll(token)) {
    if (found === '{') open.push(new Set())
    else if (found === '}') open.pop()
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
