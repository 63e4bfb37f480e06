/** Faults of form in seed files, in words: the fault of a value, and the values that are allowed in its place. */
import { z } from 'zod'

/** Names of forms of text for editors, such as "an id, such as north-korea". */
export const seedForms = z.registry<{ allowed: string }>()

type Schema = z.core.$ZodType & { _zod: { def: z.core.$ZodTypes['_zod']['def'] } }

/** Text of one pattern; `allowed` describes it, such as "a language tag, such as en". */
export const patternText = (pattern: RegExp, allowed: string) =>
  z.string().regex(pattern, `Must be ${allowed}.`).register(seedForms, { allowed })

export const sha256Text = patternText(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal (64 characters)')

/** Words for every fault of form that has none of its own. */
export const seedFault: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return `${described(issue.input)} Allowed: ${formOf(issue.inst as Schema)}.`
  if (issue.code === 'invalid_value')
    return `${typeof (issue.input ?? {}) === 'object' ? described(issue.input) : `Not ${shown(issue.input)}.`} Allowed: ${issue.values.join(', ')}.`
  if (issue.code === 'too_small')
    return `Allowed: ${measured(issue.origin, `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`)}.`
  if (issue.code === 'too_big') return `Allowed: ${measured(issue.origin, `at most ${issue.maximum}`)}.`
  return undefined
}

function described(value: unknown): string {
  if (value === undefined) return 'Missing.'
  if (value === null) return 'Empty.'
  if (Array.isArray(value)) return 'Is a list.'
  if (typeof value === 'object') return 'Is a map of keys.'
  return `${shown(value)} is ${{ string: 'text', number: 'a number' }[typeof value as string] ?? 'neither text nor number'}.`
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function measured(origin: string, size: string): string {
  if (origin === 'array') return `a list of ${size}`
  return origin === 'string' ? `text of ${size} characters` : `a number of ${size}`
}

/** The form of values that a schema allows. */
function formOf(schema: Schema): string {
  const own = seedForms.get(schema)?.allowed
  if (own !== undefined) return own
  const { def } = schema._zod
  if (def.type === 'object') return `a map with the keys ${Object.keys(def.shape).join(', ')}`
  if (def.type === 'array') return `a list, each item ${formOf(def.element as Schema)}`
  if (def.type === 'enum') return `one of ${Object.keys(def.entries).join(', ')}`
  if (def.type === 'boolean') return 'true or false'
  if (def.type !== 'number') return 'text'
  return 'format' in def ? 'a whole number' : 'a number, without quotation marks or separators'
}
