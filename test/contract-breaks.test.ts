/** What is and what is not a break of the contract, each by an invented change of a part of openapi.yaml. */
import t from 'tap'
import { breaksOf, type Contract } from './support/contract-breaks.ts'
import { document } from './support/contract-document.ts'

// biome-ignore lint/suspicious/noExplicitAny: parts of a document are changed in any way
type Json = Record<string, any>
const paths = ['/v1/claims', '/v1/claims/{id}', '/v1/quotes', '/v1/changes']
const all = document as unknown as Json
const contract: Json = { ...all, paths: Object.fromEntries(paths.map((path) => [path, all.paths[path]])) }

const operation = ({ paths }: Json, path = '/v1/quotes') => paths[path].get
const quote = ({ components }: Json) => components.schemas.Quote
const problem = ({ components }: Json) => components.schemas.Problem
const parameter = ({ components }: Json, name: string) =>
  Object.values<Json>(components.parameters).find((one) => one.name === name)?.schema
const without = (list: string[], one: string) => list.filter((other) => other !== one)
const optional = { name: 'mood', in: 'query', schema: { type: 'string' } }

const breaking: Record<string, (changed: Json) => unknown> = {
  'a removed path': ({ paths }) => delete paths['/v1/claims'],
  'a renamed parameter of a path': ({ paths }) => {
    const { '/v1/claims/{id}': item } = paths
    item.get.parameters[0].name = 'key'
    delete paths['/v1/claims/{id}']
    paths['/v1/claims/{key}'] = item
  },
  'another operation id': (changed) => {
    operation(changed).operationId = 'findQuotes'
  },
  'a removed field': (changed) => delete quote(changed).properties.gist,
  'a removed field of a problem': (changed) => delete problem(changed).properties.detail,
  'a field that may be absent': (changed) => {
    quote(changed).required = without(quote(changed).required, 'id')
  },
  'another type of a field': (changed) => {
    quote(changed).properties.gist.type = 'integer'
  },
  'another type of a field of a problem': (changed) => {
    problem(changed).properties.status.type = 'number'
  },
  'another type in a list': (changed) => {
    quote(changed).properties.speakers.items.type = 'integer'
  },
  'a field that may be null': (changed) => {
    quote(changed).properties.gist.type = ['string', 'null']
  },
  'a removed parameter': (changed) => operation(changed).parameters.pop(),
  'a new required parameter': (changed) => operation(changed).parameters.push({ ...optional, required: true }),
  'a parameter that becomes required': ({ components }) => {
    components.parameters.About.required = true
  },
  'fewer terms of a parameter': (changed) => parameter(changed, 'act').items.enum.pop(),
  'another type of a parameter': (changed) => {
    parameter(changed, 'after_seq').type = 'string'
  },
  'a lower maximum of a parameter': (changed) => {
    parameter(changed, 'limit').maximum = 10
  },
  'a removed status': (changed) => delete operation(changed, '/v1/claims/{id}').responses[410],
  'a removed media type': (changed) => delete operation(changed).responses[200].content['application/json'],
  'a removed header': (changed) => delete operation(changed).responses[200].headers.ETag,
  'a removed schema': ({ components }) => delete components.schemas.EvidenceRecord,
}

const harmless: Record<string, (changed: Json) => unknown> = {
  nothing: () => {},
  'a new path': ({ paths }) => {
    paths['/v1/moods'] = paths['/v1/claims']
  },
  'a new optional parameter': (changed) => operation(changed).parameters.push(optional),
  'a new field': (changed) => {
    quote(changed).properties.mood = { type: 'string' }
  },
  'a new field that is always there': (changed) => {
    quote(changed).properties.mood = { type: 'string' }
    quote(changed).required.push('mood')
  },
  'a field of a problem that is always there': (changed) => problem(changed).required.push('request_id'),
  'a field that is never null any more': (changed) => {
    quote(changed).properties.verbatim.type = 'string'
  },
  'a new term in a response': (changed) => quote(changed).properties.act.enum.push('threat'),
  'a new term of a parameter': (changed) => parameter(changed, 'act').items.enum.push('threat'),
  'a higher maximum of a parameter': (changed) => {
    parameter(changed, 'limit').maximum = 5000
  },
  'a new status': (changed) => {
    operation(changed).responses[451] = { description: 'Unavailable for legal reasons' }
  },
  'a new media type': (changed) => {
    operation(changed).responses[200].content['text/x'] = { schema: {} }
  },
  'other words': (changed) => {
    operation(changed).description = 'Statements, each with its speaker.'
  },
  'a deprecation': (changed) => {
    operation(changed).deprecated = true
  },
}

const changed = (change: (document: Json) => unknown): Contract => {
  const copy = structuredClone(contract)
  change(copy)
  return copy as Contract
}

for (const [name, change] of Object.entries(breaking))
  t.test(`${name} is a break`, (t) => {
    t.not(breaksOf(contract as Contract, changed(change)).length, 0)
    t.end()
  })

for (const [name, change] of Object.entries(harmless))
  t.test(`no break: ${name}`, (t) => {
    t.strictSame(breaksOf(contract as Contract, changed(change)), [])
    t.end()
  })
