const allowed = 'Allowed: text, a finite number, true, false, or a list of them that is not empty.'

/**
 * @throws TypeError unless all parameters are own properties with names: those of other objects, such as a Map, would
 * be left out
 */
export function requirePlain(query: unknown): asserts query is Record<string, unknown> {
  const prototype = typeof query === 'object' && query !== null ? Object.getPrototypeOf(query) : undefined
  const isPlain = prototype === null || (prototype !== undefined && Object.getPrototypeOf(prototype) === null)
  if (isPlain && Reflect.ownKeys(query as object).length === Object.keys(query as object).length) return
  throw new TypeError(`${shown(query)} is not a query. Allowed: a plain object of parameters.`)
}

function textOf(name: string, value: unknown): string {
  const isText = ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value)
  if (!isText) throw new TypeError(`${name}: ${shown(value)} is not a value that can be asked for. ${allowed}`)
  return String(value)
}

const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value)

/** A list with commas. A comma or backslash within a value gets a backslash before it. */
function listOf(name: string, values: readonly unknown[]): string {
  if (values.length === 0)
    throw new TypeError(
      `${name}: The list is empty. Without it everything would be found: leave it out to ask for that.`,
    )
  // Array.from visits the holes of a list, too.
  return Array.from(values, (value) => textOf(name, value).replace(/[\\,]/g, '\\$&')).join(',')
}

/**
 * A query string for the service. A parameter that is undefined is not sent.
 * @throws TypeError if another value would be left out, and the filter with it
 */
export function writeQuery(query: unknown): string {
  requirePlain(query)
  return Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const text = Array.isArray(value) ? listOf(name, value) : textOf(name, value)
      return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`
    })
    .join('&')
}
