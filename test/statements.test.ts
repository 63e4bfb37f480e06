import { type SQL, sql } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import t from 'tap'
import { conditionOf } from '../src/db/filters.ts'
import { render } from '../src/db/statements.ts'
import { estimates } from '../src/db/tables.ts'
import { entityResource } from '../src/features/entities/resource.ts'
import { estimateResource } from '../src/features/estimates/resource.ts'
import { eventResource } from '../src/features/events/resource.ts'
import { quoteResource } from '../src/features/quotes/resource.ts'
import { timeline } from '../src/features/timeline/resource.ts'

const dialect = new SQLiteSyncDialect()
const asDrizzleWrites = (query: SQL) => {
  const { sql: text, params } = dialect.sqlToQuery(query)
  return { text, values: params }
}

/** A term of each vocabulary. */
const someTerms =
  'assertion direct named person about stated transport asserts said shell total delivered quote span estimate'.split(
    ' ',
  )

t.test('every filter is written as Drizzle writes it, with the same values', async (t) => {
  for (const { collection, filters } of [estimateResource, quoteResource, entityResource, eventResource, timeline])
    for (const [name, { schema }] of Object.entries(filters)) {
      const candidates = ['true', 'false', '2024', 'a,b', '1..2', 'exclude', ...someTerms]
      const values = candidates.map((text) => schema.safeParse(text)).filter(({ success }) => success)
      t.ok(values.length > 0, `${collection}: ${name} takes one of the values tried`)
      for (const { data } of values) {
        const condition = conditionOf(filters, { [name]: data })
        if (condition === undefined) continue
        t.strictSame(render(condition), asDrizzleWrites(condition), `${collection}: ${name}`)
      }
    }
})

t.test('values keep their kind: a flag is a number, null is null, a list is a list', (t) => {
  const { text, values } = render(sql`${estimates.spread} = ${true} or ${null} in ${[1, 'two']}`)
  t.equal(text, '"estimates"."spread" = ? or ? in (?, ?)')
  t.strictSame(values, [true, null, 1, 'two'])
  t.throws(() => render(sql`${{ toString: () => '1; drop table records' }}`), /No part of a query/)
  t.end()
})
