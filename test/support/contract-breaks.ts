/**
 * Changes of an OpenAPI document that break a client of it. docs/upgrading.md says what stays and what may come; clients
 * are told there that lists of terms grow, so a new term in a response is no break.
 */
import { apiCompare, type Diff } from 'api-smart-diff'

export interface Contract {
  paths: Record<string, object>
  components: Record<string, Record<string, object>>
}

export function breaksOf(released: Contract, current: Contract): string[] {
  const { diffs } = apiCompare(withResponses(released), withResponses(current))
  return diffs.filter(isBreak).map(({ action, path, before, after }) => {
    const values = [before, after].map((value) => JSON.stringify(value)?.slice(0, 60)).filter(Boolean)
    return `${action} ${path.join(' > ')}: ${values.join(' -> ')}`
  })
}

function isBreak({ type, action, path, before, after }: Diff): boolean {
  const [part, section] = path
  const [word, key] = [path.at(-2), path.at(-1)]
  // Generated clients name types by the schemas; their content is compared where operations use it.
  if (part === 'components') return section === 'schemas' && path.length === 3 && action === 'remove'
  if (part !== 'paths') return false
  const inResponse = path.includes('responses')
  if (inResponse && action === 'add' && word === 'enum') return false
  // Generated clients name methods and parameters by these.
  if (action === 'rename' || (action === 'replace' && key === 'operationId')) return true
  // The tool rates a changed type as if it were always narrower.
  if (action === 'replace' && key === 'type' && word !== 'properties')
    return inResponse ? !isWithin(after, before) : !isWithin(before, after)
  return type === 'breaking'
}

/** True if every value of one JSON Schema type, or list of types, is of the other. */
function isWithin(one: unknown, other: unknown): boolean {
  const allowed = [other].flat()
  return [one].flat().every((type) => allowed.includes(type) || (type === 'integer' && allowed.includes('number')))
}

/** The document with each response in its place: the tool rates one behind a reference as if it were a request. */
function withResponses({ components, ...document }: Contract): Contract {
  const { responses = {}, ...others } = components
  const text = JSON.stringify(document).replaceAll(/\{"\$ref":"#\/components\/responses\/(\w+)"\}/g, (_, name) =>
    JSON.stringify(responses[name]),
  )
  return { ...JSON.parse(text), components: others }
}
