import { csvParse } from 'd3-dsv'
import t from 'tap'
import { listings } from '../src/records/types.ts'
import { appFor, getJson, walk } from './support/support.ts'

interface Field {
  name: string
  type: string
  description: string
  constraints?: { enum: string[] }
}
interface ForeignKey {
  fields: string[]
  reference: { resource: string; fields: string[] }
}
interface Resource {
  name: string
  path: string
  type: string
  schema: { fields: Field[]; primaryKey: string[]; foreignKeys?: ForeignKey[]; missingValues: string[] }
}

/** Paths that the profile of version 2 allows: relative to the descriptor, never upwards. */
const relativePath = /^(?=[^./~])(?!file:)((?!\/\.\.\/)(?!\\)(?!:\/\/).)*$/

/** The lexical forms of a Table Schema. */
const forms: Record<string, RegExp> = {
  string: /^/,
  number: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/,
  integer: /^-?\d+$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
}

t.test('the Data Package describes every list: columns, types, terms, keys, as its CSV has them', async (t) => {
  const app = await appFor(t)
  const address = '/v1/datapackage.json'
  const { resources, ...about } = await getJson(app, address)
  const { meta } = await getJson(app, '/v1/sources?limit=1')
  t.match(about, {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    ...{ name: meta.dataset, version: meta.dataset_version, created: `${meta.dataset_date}T00:00:00Z` },
    licenses: [{ name: meta.license, path: meta.license_url }],
  })
  t.strictSame(
    about.sources,
    (await walk(app, '/v1/sources')).map(({ title, url }) => ({ title, ...(url !== null && { path: url }) })),
  )
  t.strictSame(
    resources.map(({ name }: Resource) => name),
    listings.map(({ collection }) => collection),
  )
  const rowsOf = new Map<string, Record<string, string>[]>()
  for (const { name, path } of resources as Resource[]) {
    t.match(path, relativePath)
    const { body, headers } = await app.inject(new URL(path, `http://localhost${address}`).pathname)
    t.match(headers['content-type'], 'text/csv')
    rowsOf.set(name, csvParse(body))
  }
  for (const { name, type, schema } of resources as Resource[]) {
    t.equal(type, 'table')
    const rows = rowsOf.get(name) as Record<string, string>[] & { columns: string[] }
    t.strictSame(
      schema.fields.map((field) => field.name),
      rows.columns,
      name,
    )
    t.equal(new Set(rows.map(({ id }) => id)).size, rows.length)
    t.strictSame([schema.primaryKey, schema.missingValues], [['id'], ['']])
    for (const { name: column, type, description, constraints } of schema.fields) {
      t.match(description, /\w/, `${name}.${column}`)
      for (const row of rows) {
        const value = row[column] as string
        if (value === '') continue
        if (!forms[type]?.test(value)) t.fail(`${name}.${column} is no ${type}: ${value}`)
        if (constraints && !constraints.enum.includes(value)) t.fail(`${name}.${column} is no term: ${value}`)
      }
    }
    for (const { fields, reference } of schema.foreignKeys ?? []) {
      const known = new Set(rowsOf.get(reference.resource || name)?.map(({ id }) => id))
      for (const row of rows) {
        const id = row[fields[0] as string]
        if (id !== '' && !known.has(id as string)) t.fail(`${name}.${fields}: no ${reference.resource} ${id}`)
      }
    }
  }
})

t.test('it says where ids lead, and what a name is the name of', async (t) => {
  const app = await appFor(t)
  const { resources } = await getJson(app, '/v1/datapackage.json')
  const of = (name: string): Resource['schema'] => resources.find((one: Resource) => one.name === name).schema
  t.match(
    of('estimates').foreignKeys?.map(({ fields, reference }) => [...fields, reference.resource]),
    [
      ['source', 'sources'],
      ['quantity', 'quantities'],
      ['claim', 'claims'],
      ['spokesperson', 'entities'],
      ['origin', 'origins'],
      ['quote', 'quotes'],
    ],
  )
  t.match(of('entities').foreignKeys, [{ fields: ['part_of'], reference: { resource: '' } }])
  const { fields } = of('estimates')
  const field = (name: string) => fields.find((one) => one.name === name)
  t.match(field('quantity_name'), { type: 'string', description: 'Name of the record in `quantity`.' })
  t.match(field('claimants_names')?.description, 'Name of each record in `claimants`, in their order.')
  t.strictSame(
    ['low', 'spread', 'said_earliest', 'claimants', 'said_edtf'].map((name) => field(name)?.type),
    ['number', 'boolean', 'date', 'string', 'string'],
  )
  const { data } = await getJson(app, '/v1/export')
  t.match(data.at(-1), { name: 'datapackage.json', address: '/v1/datapackage.json', media_type: 'application/json' })
})
