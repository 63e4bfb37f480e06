import { readFileSync } from 'node:fs'
import t from 'tap'
import { codebook as codebookOf } from '../src/codebook.ts'
import { codebookMarkdown } from '../src/features/codebook/markdown.ts'
import { fieldStandards, fieldUnits } from '../src/features/codebook/standards.ts'
import { inPackage } from '../src/package.ts'
import * as vocabulary from '../src/vocabulary.ts'
import { appFor, getJson } from './support/support.ts'

const codebook = codebookOf()
const types = [...codebook.records, ...codebook.parts]
const fields = types.flatMap(({ name, fields }) => fields.map((one) => ({ path: `${name}.${one.field}`, ...one })))

t.test('every field, type and term is described', (t) => {
  for (const { name, description } of types) t.match(description, /\.$/, name)
  for (const { path, description } of fields) t.match(description, /\.$/, path)
  for (const { name, terms } of codebook.vocabularies)
    for (const { term, definition } of terms) t.match(definition, /\.$/, `${name}: ${term}`)
  for (const { title, text } of codebook.conventions) t.match(text, /\.$/, title)
  t.end()
})

t.test('every vocabulary has its standard, and every closed list of a field is one of them', (t) => {
  const isTermList = (value: unknown) => typeof value === 'object' && value !== null
  const apart = ['vocabularyStandards', 'unitDefinitions', 'collections', 'referenceFields']
  const exported = Object.entries(vocabulary).flatMap(([name, value]) => (isTermList(value) ? [name] : []))
  t.strictSame(
    Object.keys(vocabulary.vocabularyStandards).sort(),
    exported.filter((one) => !apart.includes(one)).sort(),
  )
  const names = codebook.vocabularies.map(({ name }) => name)
  for (const { path, vocabulary } of fields) if (vocabulary !== null) t.ok(names.includes(vocabulary), path)
  t.end()
})

t.test('units and standards are those of fields that exist', (t) => {
  const paths = new Set(fields.map(({ path }) => path))
  for (const path of [...Object.keys(fieldStandards), ...Object.keys(fieldUnits)]) t.ok(paths.has(path), path)
  t.end()
})

t.test('it says of a field what the contract says', (t) => {
  const told = (path: string) => fields.find((one) => one.path === path)
  t.match(told('Estimate.low'), { type: 'number', nullable: true, unit: 'as `unit` says', standard: 'UCDP GED' })
  t.match(told('Estimate.modifier'), { type: 'string', nullable: false, vocabulary: 'modifiers', standard: 'own' })
  t.match(told('Estimate.window'), { type: 'Window', nullable: true })
  t.match(told('Estimate.quality_flags'), { type: 'list of string', vocabulary: 'quality_flags' })
  t.match(told('Estimate.evidence'), { type: 'list of Evidence', nullable: false, optional: false })
  t.match(told('Estimate.type'), { type: '"estimate"' })
  t.match(told('Quantity.stage'), { nullable: true, vocabulary: 'stages' })
  t.match(told('Quantity.unit'), { vocabulary: 'units', standard: 'UCUM' })
  t.match(told('Quantity.supplier'), { standard: 'SIPRI Arms Transfers Database' })
  t.match(told('Evidence.start'), {
    type: 'integer',
    unit: 'Unicode code points',
    standard: 'W3C Web Annotation, TextPositionSelector',
  })
  t.match(told('TextIdentity.repeats[].offset'), { type: 'integer', unit: 'Unicode code points' })
  t.match(told('CslDate.date-parts'), { type: 'list of list of integer', standard: 'CSL-JSON 1.0.2' })
  t.match(told('CslItem.issued'), { optional: true })
  const modifiers = codebook.vocabularies.find(({ name }) => name === 'modifiers')
  t.strictSame(modifiers?.used_by, ['Estimate.modifier', 'ComparedClaim.modifiers'])
  t.strictSame(modifiers?.terms[1], {
    term: 'at_least',
    definition: 'The number is a floor and may be reached; no ceiling is claimed.',
  })
  const shell = codebook.vocabularies.find(({ name }) => name === 'units')?.terms[1]
  t.match(shell, { term: 'shell', ucum: '{shell}' })
  t.end()
})

t.test('it holds the conventions that a reader needs', (t) => {
  const text = codebook.conventions.map(({ text }) => text).join('\n')
  t.match(text, '2024-22 (summer) covers 2024-06-01 to 2024-09-23')
  t.match(text, '2024-24 (winter) covers 2023-12-01 to 2025-03-21')
  for (const word of ['`~`', '_surely', 'since_at_least', 'unstated', 'unbounded', 'corroborate']) t.match(text, word)
  t.end()
})

t.test('it is served, and covers every list there is', async (t) => {
  const app = await appFor(t)
  const { data, meta } = await getJson(app, '/v1/codebook')
  t.strictSame(data, JSON.parse(JSON.stringify(codebook)))
  t.equal(meta.dataset, 'conflict-facts')
  const { counts } = await getJson(app, '/')
  t.strictSame(
    data.records.map(({ collection }: { collection: string }) => collection).sort(),
    [...Object.keys(counts), 'timeline', 'changes', 'versions'].sort(),
  )
  for (const { name, collection, fields } of data.records) {
    const { data: records } = await getJson(app, `/v1/${collection}?limit=1`)
    const told = fields.flatMap(({ field }: { field: string }) => (/[.[]/.test(field) ? [] : [field]))
    t.strictSame(told.sort(), Object.keys(records[0]).sort(), `${name}: no field more and none less`)
  }
})

t.test('docs/codebook.md is what the contract says', (t) => {
  const text = readFileSync(inPackage('docs', 'codebook.md'), 'utf8')
  t.equal(codebookMarkdown(codebook), text, 'write it anew with `npm run generate`')
  const anchors = new Set([...text.matchAll(/^### (.+)$/gm)].map(([, title]) => (title as string).toLowerCase()))
  for (const [, target] of text.matchAll(/\]\(#([^)]+)\)/g)) t.ok(anchors.has(target as string), String(target))
  t.end()
})
