/** The views of the SQLite file, as programs see them that read the file. */
import { readFileSync } from 'node:fs'
import { csvParseRows } from 'd3-dsv'
import t, { type Test } from 'tap'
import { schemaSql } from '../src/db/ddl.ts'
import { Database } from '../src/db/driver.ts'
import { schemaFile } from '../src/db/migrate.ts'
import { columnsOf } from '../src/listing/columns.ts'
import { viewOf } from '../src/listing/views.ts'
import { listings } from '../src/records/types.ts'
import { appFor, seedCopy } from './support/support.ts'

type Row = Record<string, unknown>

const unguarded = (cell: string) => cell.replace(/^'(?=[=+@\t\r\n＝＋－＠-])/, '')
/** A quoted empty cell is an empty text or list, a bare one is nothing. */
const isNothing = (value: unknown, cell: string) => value === null && cell === ''

async function compareCells(t: Test, app: Awaited<ReturnType<typeof appFor>>): Promise<void> {
  const sqlite = new Database(app.databaseFile, { readonly: true })
  t.teardown(() => sqlite.close())
  sqlite.pragma('trusted_schema = OFF')
  for (const { collection, contract } of listings) {
    const [header = [], ...rows] = csvParseRows((await app.inject(`/v1/${collection}.csv`)).body)
    const found = sqlite.prepare(`select * from v_${collection}`).all() as Row[]
    const flags = new Set(columnsOf(contract).flatMap(({ name, type }) => (type === 'boolean' ? [name] : [])))
    t.equal(found.length, rows.length, collection)
    for (const [index, row] of found.entries()) {
      t.strictSame(Object.keys(row), header)
      for (const [column, name] of header.entries()) {
        const cell = unguarded(rows[index]?.[column] as string)
        const value = flags.has(name) && typeof row[name] === 'number' ? row[name] === 1 : row[name]
        if (String(value ?? '') !== cell || (value === null && !isNothing(value, cell)))
          t.equal(value, cell, `${collection} ${row.id} ${name}`)
      }
    }
  }
}

t.test('a view for each list has the rows, columns and order of its CSV, cell by cell', async (t) => {
  await compareCells(t, await appFor(t))
})

t.test('so it is for texts with separators, and for numbers and flags within lists', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('common/entities.yaml', 'aliases: [DPRK,', "aliases: ['a|b\\c;d', '=1', DPRK,")
  edit('common/entities.yaml', 'name: North Korea', "name: 'North|Korea; \\ (DPRK)'")
  await compareCells(t, await appFor(t, seed))
})

t.test('numbers are numbers, flags 1 and 0, nothing is null, and an empty list is empty text', async (t) => {
  const { databaseFile } = await appFor(t)
  const sqlite = new Database(databaseFile, { readonly: true })
  t.teardown(() => sqlite.close())
  const query = `select low, high, spread, claimants, claimants_names, origin_name, quantity_name from v_estimates where id = ?`
  t.strictSame(sqlite.prepare(query).get('estimate-fp-spread-of-shells'), {
    ...{ low: 1_600_000, high: 6_000_000, spread: 1, claimants: '', claimants_names: '', origin_name: null },
    quantity_name: 'Artillery shells delivered from North Korea to Russia',
  })
  const types = sqlite.prepare(`select name, type from pragma_table_xinfo('v_estimates')`).all() as Row[]
  for (const [name, type] of Object.entries({ id: 'TEXT', low: 'NUM', spread: 'INT', low_inclusive: 'INT' }))
    t.equal(types.find((one) => one.name === name)?.type, type)
})

t.test('the migration is what the model and the columns say', async (t) => {
  t.equal(readFileSync(schemaFile, 'utf8'), schemaSql(listings.map(viewOf)), 'write it anew with `npm run generate`')
})
