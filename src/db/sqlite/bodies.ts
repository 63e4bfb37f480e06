import type { Connection } from './driver.ts'

/** Tables with JSON that is sent to clients unchanged, and the column with the id of the record. */
const tables = { records: 'id', reports: 'estimate' } as const

/** Descriptions of all served texts that are not JSON objects. */
export function* brokenBodies(sqlite: Connection): Generator<string> {
  // json_type fails on text that is not JSON, so it is called only where json_valid is true.
  for (const [table, id] of Object.entries(tables))
    for (const record of sqlite
      .prepare(`select ${id} from ${table} where iif(json_valid(body), json_type(body) <> 'object', true)`)
      .pluck()
      .iterate() as Iterable<string>)
      yield `The body of "${record}" in ${table} is not a JSON object.`
}
