/**
 * The kinds of query parameter. Each is text on the wire: it is read strictly, with a message that says what is
 * allowed, and documented as the type that it represents.
 */
import { z } from 'zod'
import { documentedAs } from './contract.ts'
import { allowedText, nearestNames } from './nearest.ts'

const maxTextLength = 200
const maxListLength = 100

/** A parameter that is read from text. `read` returns the value, or a message that says what is allowed. */
export interface ParameterType<T> {
  read(text: string): { value: T } | { fault: string; allowed?: readonly string[]; nearest?: readonly string[] }
  documented: Record<string, unknown>
  /** True of a list: a parameter that is given several times has all its values. */
  isList?: boolean
}

/** The Zod schema of one optional query parameter. */
export function parameter<T>(type: ParameterType<T>, description: string, example?: string) {
  const schema = requiredParameter(type, description, example).optional()
  documentedAs.add(schema, { schema: document(type, description, example) })
  return schema
}

/** The Zod schema of one required parameter, such as those of a path. */
export function requiredParameter<T>(type: ParameterType<T>, description: string, example?: string) {
  const wrong = ({ input }: { input?: unknown }) =>
    input === undefined ? 'Missing.' : 'Given more than once; give it once.'
  const once = z.string({ error: wrong })
  const written = type.isList ? z.union([once, z.array(z.string())], { error: wrong }) : once
  const schema = written.transform((given, context): T => {
    const text = Array.isArray(given) ? given.join() : given
    const result = readText(type, text)
    if ('value' in result) return result.value
    const { fault, allowed, nearest = [] } = result
    context.issues.push({
      code: 'custom',
      message: fault,
      input: text,
      params: { ...(allowed && { allowed: [...allowed] }), ...(nearest.length > 0 && { nearest: [...nearest] }) },
    })
    return z.NEVER
  })
  documentedAs.add(schema, { schema: document(type, description, example) })
  return schema
}

const document = <T>(type: ParameterType<T>, description: string, example: string | undefined) => ({
  ...documentedWith(type, example),
  description: example === undefined ? description : `${description} Example: \`${example}\`.`,
  ...(example !== undefined && { examples: [exampleOf(type, example)] }),
})

/** The items of a list have the example too: Swagger UI fills it in where one is added. */
function documentedWith<T>({ documented }: ParameterType<T>, example: string | undefined): Record<string, unknown> {
  const { items } = documented as { items?: Record<string, unknown> }
  if (items === undefined || items.enum !== undefined || example === undefined) return documented
  return { ...documented, items: { ...items, examples: [example.split(',')[0]] } }
}

function exampleOf<T>({ documented }: ParameterType<T>, example: string): unknown {
  if (documented.type === 'integer' || documented.type === 'number') return Number(example)
  if (documented.type === 'boolean') return example === 'true'
  return documented.type === 'array' ? example.split(',') : example
}

function readText<T>(type: ParameterType<T>, text: string): ReturnType<ParameterType<T>['read']> {
  if (text === '') return { fault: 'Empty. Give a value or, if it is optional, leave the parameter out.' }
  // Bytes that are not UTF-8 were decoded as U+FFFD.
  if (!text.isWellFormed() || /[\p{Cc}\ufffd]/u.test(text))
    return { fault: 'Contains control characters or invalid Unicode. Allowed: text in UTF-8 without them.' }
  return type.read(text)
}

/** Free text, such as a name. */
export const textType: ParameterType<string> = {
  read: (text) =>
    text.length <= maxTextLength
      ? { value: text }
      : { fault: `Has ${text.length} characters; at most ${maxTextLength} are allowed.` },
  documented: { type: 'string', maxLength: maxTextLength },
}

/** `true` or `false`, and no other word. */
export const booleanType: ParameterType<boolean> = {
  read: (text) =>
    text === 'true' || text === 'false'
      ? { value: text === 'true' }
      : { fault: 'Allowed: true, false.', allowed: ['true', 'false'] },
  documented: { type: 'boolean' },
}

/** A whole number, both limits included. */
export const integerType = (minimum: number, maximum: number): ParameterType<number> => ({
  read(text) {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
    if (value >= minimum && value <= maximum) return { value }
    return { fault: `Allowed: whole numbers from ${minimum} to ${maximum}, in digits.` }
  },
  documented: { type: 'integer', minimum, maximum },
})

const greatestNumber = 1e15
const numberRange = /^(\d{1,16}(\.\d{1,6})?)?\.\.(\d{1,16}(\.\d{1,6})?)?$/
const numberShape = /^\d{1,16}(\.\d{1,6})?$/
const numberRule = (maximum: number) =>
  `0 to ${maximum}, in digits, with at most 6 of them after a point; no separators, no exponent`

/** A number from 0 to a maximum. */
export const numberType = (maximum = greatestNumber): ParameterType<number> => ({
  read(text) {
    const value = numberShape.test(text) ? Number(text) : Number.NaN
    return value <= maximum ? { value } : { fault: `Allowed: ${numberRule(maximum)}.` }
  },
  documented: { type: 'number', minimum: 0, maximum },
})

/** Numbers from one to another, both included; either may be left out. */
export interface NumberRange {
  from: number | null
  to: number | null
}

/** A range of numbers as `1..2`, open where a number is left out. */
export const numberRangeType: ParameterType<NumberRange> = {
  read(text) {
    const [first = '', second = ''] = text.split('..')
    const [from, to] = [first, second].map((side) => (side === '' ? null : Number(side))) as [
      number | null,
      number | null,
    ]
    if (!numberRange.test(text) || text === '..' || Math.max(from ?? 0, to ?? 0) > greatestNumber)
      return {
        fault: `Allowed: two numbers joined by two points, one of which may be left out (1..2, ..2, 1..): ${numberRule(greatestNumber)}.`,
      }
    if (from !== null && to !== null && from > to)
      return { fault: 'The first number is greater than the second. Allowed: the lesser one first, such as 1..2.' }
    return { value: { from, to } }
  },
  documented: { type: 'string', pattern: numberRange.source, maxLength: 50 },
}

/**
 * One of some terms.
 * @param meant the terms that a word of another service means
 */
export const termType = <T extends string>(
  allowed: readonly T[],
  meant: (text: string, allowed: readonly T[]) => readonly string[] = () => [],
): ParameterType<T> => ({
  read(text) {
    if (allowed.includes(text as T)) return { value: text as T }
    const same = meant(text, allowed)
    const nearest = same.length > 0 ? same : nearestNames(text, allowed)
    return { fault: `There is no "${shorten(text)}". ${allowedText(text, allowed, nearest)}`, allowed, nearest }
  },
  documented: { type: 'string', enum: [...allowed] },
})

/** Text that matches a pattern; the pattern must take linear time. */
export const patternType = (pattern: RegExp, rule: string, maxLength = maxTextLength): ParameterType<string> => ({
  read: (text) => (text.length <= maxLength && pattern.test(text) ? { value: text } : { fault: `Allowed: ${rule}.` }),
  documented: { type: 'string', pattern: pattern.source, maxLength },
})

/** Several values, separated by commas. A comma that belongs to a value is written `\,`, a backslash before one `\\`. */
export const listType = <T>(item: ParameterType<T>): ParameterType<T[]> => ({
  read(text) {
    const values: T[] = []
    // A character that no parameter can contain stands for an escaped comma while the separators are found.
    const parts = text.replace(/\\([\\,])/g, (_escaped, sign) => (sign === ',' ? '\0' : sign)).split(',')
    if (parts.length > maxListLength)
      return { fault: `Has ${parts.length} values; at most ${maxListLength} are allowed.` }
    for (const part of parts) {
      if (part === '') return { fault: 'Contains an empty value between commas.' }
      const result = item.read(part.replaceAll('\0', ','))
      if (!('value' in result)) return result
      values.push(result.value)
    }
    return { value: values }
  },
  documented: { type: 'array', items: item.documented, maxItems: maxListLength },
  isList: true,
})

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/**
 * Reads a query string into text, or a list of texts if a name is repeated. Keys have no prototype and are not nested.
 */
export function readQuery(query: string): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URLSearchParams(query)) {
    const before = values[name]
    if (before === undefined) values[name] = value
    // An address can repeat a name thousands of times: copying the values found so far each time would take seconds.
    else if (Array.isArray(before)) before.push(value)
    else values[name] = [before, value]
  }
  return values
}
