import type { Connection } from './driver.ts'

/** Tables with JSON that is sent to clients as it stands, and the column that says of which record. */
const tables = { records: 'id', times: 'id', reports: 'estimate' } as const

/** What is no JSON object and would be served, in words. */
export function* brokenBodies(sqlite: Connection): Generator<string> {
  // json_type fails where the text is no JSON, so it is asked only where json_valid holds.
  for (const [table, id] of Object.entries(tables))
    for (const record of sqlite
      .prepare(`select ${id} from ${table} where iif(json_valid(body), json_type(body) <> 'object', true)`)
      .pluck()
      .iterate() as Iterable<string>)
      yield `The body of "${record}" in ${table} is not a JSON object.`
}
