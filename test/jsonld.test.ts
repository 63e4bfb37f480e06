import type { FastifyInstance } from 'fastify'
import jsonld from 'jsonld'
import t from 'tap'
import { buildApp } from '../src/app.ts'
import { quoteList } from '../src/records/quotes/list.ts'
import { appFor, getJson } from './support/support.ts'

const host = 'https://facts.example'
const collections = [
  ...['sources', 'entities', 'mentions', 'quotes', 'quantities', 'estimates', 'origins', 'events', 'relations'],
  'evidence',
]
const schema = 'http://schema.org/'
const oa = 'http://www.w3.org/ns/oa#'
const as = 'http://www.w3.org/ns/activitystreams#'
const own = 'urn:conflict-facts:terms:'
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

// biome-ignore lint/suspicious/noExplicitAny: expanded JSON-LD is read key by key
type Expanded = any

const ldOf = (app: FastifyInstance, url: string) => app.inject({ url, headers: { accept: 'application/ld+json' } })

/** Expands an answer as a client would, in safe mode: a key or value that would be lost is an error. No network. */
async function expand(app: FastifyInstance, url: string): Promise<Expanded> {
  const response = await ldOf(app, url)
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`)
  const options = {
    base: host + url,
    safe: true,
    documentLoader: async (address: string) => {
      if (address !== `${host}/v1/context.jsonld`) throw new Error(`The network is refused: ${address}`)
      const { body } = await app.inject('/v1/context.jsonld')
      return { contextUrl: undefined as never, documentUrl: address, document: JSON.parse(body) }
    },
  }
  const [expanded] = (await jsonld.expand(response.json(), options as never)) as unknown as Expanded[]
  return expanded
}

const only = (values: Expanded[]) => values[0]['@value'] ?? values[0]['@id']

t.test('every record of every list is expanded without a key lost and without the network', async (t) => {
  const app = await appFor(t)
  for (const collection of collections) {
    const url = `/v1/${collection}?limit=1000`
    const page = await expand(app, url)
    t.equal(page['@id'], host + url)
    t.strictSame(page['@type'], [`${as}OrderedCollectionPage`])
    const items = page[`${as}items`][0]['@list']
    const { data } = await getJson(app, url)
    t.strictSame(
      items.map((one: Expanded) => one['@id']),
      data.map(({ id }: { id: string }) => `${host}/v1/${collection}/${id}`),
      collection,
    )
    const quads = (await jsonld.toRDF(page, { safe: true } as never)) as unknown as unknown[]
    t.ok(quads.length > data.length, `${collection} as RDF`)
  }
})

t.test(
  'a quote in the words of the source is a Claim, one in quotation marks a Quotation, a question neither',
  async (t) => {
    const app = await appFor(t)
    const claim = await expand(app, '/v1/quotes/quote-budanov-direct-threat')
    t.strictSame(claim['@type'], [`${schema}Claim`, `${own}Quote`])
    t.strictSame(claim[`${schema}author`], [{ '@id': `${host}/v1/entities/kyrylo-budanov` }])
    t.strictSame(claim[`${schema}appearance`], [{ '@id': `${host}/v1/sources/fp-2024-10-north-korean-shells` }])
    const question = await expand(app, '/v1/quotes/quote-fp-question-why-a-threat')
    t.strictSame(question['@type'], [`${schema}CreativeWork`, `${own}Quote`])
    const form = quoteList.jsonLd as { types(record: object): string[] }
    t.strictSame(form.types({ mode: 'direct', act: 'question' }), ['Quotation', 'Quote'])
  },
)

t.test('an estimate is an Observation whose bounds stand in schema.org only where they can stand alone', async (t) => {
  const app = await appFor(t)
  const value = async (id: string) => {
    const node = await expand(app, `/v1/estimates/${id}`)
    t.strictSame(node['@type'], [`${schema}Observation`, `${schema}QuantitativeValue`, `${own}Estimate`], id)
    return ['minValue', 'maxValue', 'value'].map((key) => node[schema + key]?.[0]['@value'])
  }
  t.strictSame(await value('estimate-fp-analysts-11000-containers'), [11000, undefined, undefined])
  t.strictSame(await value('estimate-k21-open-source-centre-containers'), [undefined, 16000, undefined])
  t.strictSame(await value('estimate-k20-zelenskyy-shells'), [undefined, undefined, 3500000])
  t.strictSame(await value('estimate-fp-about-a-week'), [undefined, undefined, undefined], '"about" is not lost')
  t.strictSame(await value('estimate-fp-spread-of-shells'), [undefined, undefined, undefined], 'nobody claims it')
  t.strictSame(await value('estimate-k09-mnd-capacity-politico'), [undefined, undefined, undefined], 'conditional')
  const spread = await expand(app, '/v1/estimates/estimate-fp-spread-of-shells')
  t.equal(only(spread[`${own}low`]), 1600000, 'the words stay in our own terms')
  t.equal(only(spread[`${own}high`]), 6000000)
  t.equal(only(spread[`${own}high_inclusive`]), false)
  t.equal(only(spread[`${schema}variableMeasured`]), `${host}/v1/quantities/shells-delivered-kp-ru`)
  t.equal(only(spread[`${schema}unitText`]), 'shell')
  t.equal(only(spread[`${own}claim`]), `${host}/v1/claims/claim-fp-spread-of-shells`)
  const relayed = await expand(app, '/v1/estimates/estimate-k13-c4ads-shells')
  t.strictSame(relayed[`${own}relayed_by`], [{ '@list': [{ '@id': `${host}/v1/entities/the-washington-post` }] }])
})

t.test('vague times stay EDTF, days are dates, and a source is what it is', async (t) => {
  const app = await appFor(t)
  const source = await expand(app, '/v1/sources/fp-2024-10-north-korean-shells')
  t.strictSame(source['@type'], [`${schema}NewsArticle`, `${own}Source`])
  t.strictSame(source[`${schema}datePublished`], [
    { '@value': '2024-10', '@type': 'http://id.loc.gov/datatypes/edtf/EDTF' },
  ])
  t.strictSame(source[`${own}published`][0][`${own}earliest`], [
    { '@value': '2024-10-01', '@type': 'http://www.w3.org/2001/XMLSchema#date' },
  ])
  t.equal(source[`${own}citation`][0]['@type'], '@json')
  t.equal(only(source[`${schema}publisher`]), `${host}/v1/entities/foreign-policy`)
  const dataset = source[`${schema}isPartOf`][0]
  t.strictSame(dataset['@type'], [`${schema}Dataset`])
  t.equal(only(dataset[`${schema}version`]), '1.1.0')
  t.equal(only(dataset[`${schema}license`]), 'https://creativecommons.org/licenses/by/4.0/')
})

t.test('entities, events and relations say no more in schema.org than is known', async (t) => {
  const app = await appFor(t)
  const typesAt = async (path: string) => (await expand(app, `/v1/${path}`))['@type']
  t.strictSame(await typesAt('entities/kyrylo-budanov'), [`${schema}Person`, `${own}Entity`])
  t.strictSame(await typesAt('entities/experts'), [`${own}Entity`])
  t.strictSame(await typesAt('events/event-iranian-arms-deliveries'), [`${own}Event`], 'reported, not asserted')
  const relation = await expand(app, '/v1/relations/relation-shells-serve-kim')
  t.strictSame(relation['@type'], [`${rdf}Statement`, `${own}Relation`], 'a statement is not made by naming it')
  t.equal(only(relation[`${rdf}subject`]), `${host}/v1/entities/artillery-shells`)
  t.equal(only(relation[`${rdf}predicate`]), `${own}serves_ambitions_of`)
  const place = await expand(app, '/v1/entities/moscow')
  t.equal(only(place[`${schema}sameAs`]), 'http://www.wikidata.org/entity/Q649')
})

t.test('evidence is an Annotation: the fact is the body, two selectors pick the words', async (t) => {
  const app = await appFor(t)
  const { data } = await getJson(app, '/v1/evidence?fact=quote-budanov-direct-threat&limit=1')
  const [{ id, start, end, exact, prefix, suffix }] = data
  const annotation = await expand(app, `/v1/evidence/${id}`)
  t.strictSame(annotation['@type'], [`${oa}Annotation`])
  t.equal(only(annotation[`${oa}hasBody`]), `${host}/v1/quotes/quote-budanov-direct-threat`)
  t.equal(only(annotation[`${oa}motivatedBy`]), `${oa}describing`)
  const target = annotation[`${oa}hasTarget`][0]
  t.strictSame(target['@type'], [`${oa}SpecificResource`])
  t.equal(only(target[`${oa}hasSource`]), `${host}/v1/sources/fp-2024-10-north-korean-shells`)
  const [position, quote] = target[`${oa}hasSelector`]
  t.strictSame(position, {
    '@type': [`${oa}TextPositionSelector`],
    [`${oa}start`]: [{ '@value': start }],
    [`${oa}end`]: [{ '@value': end }],
  })
  t.strictSame(quote, {
    '@type': [`${oa}TextQuoteSelector`],
    [`${oa}exact`]: [{ '@value': exact }],
    [`${oa}prefix`]: [{ '@value': prefix }],
    [`${oa}suffix`]: [{ '@value': suffix }],
  })
  const cited = await expand(app, '/v1/estimates/estimate-k13-c4ads-shells')
  const [whole] = cited[`${own}evidence`]
  t.strictSame(whole[`${oa}hasTarget`], [{ '@id': `${host}/v1/sources/kp-ru-euromaidanpress-2024-06` }])
})

t.test('the annotations of a source are a collection, and its pages hold each of them once', async (t) => {
  const app = await appFor(t)
  const url = '/v1/sources/fp-2024-10-north-korean-shells/annotations'
  const collection = (await app.inject(`${url}?limit=50`)).json()
  t.match(collection, { type: 'AnnotationCollection', id: url, first: { type: 'AnnotationPage', startIndex: 0 } })
  const evidence = await getJson(app, '/v1/evidence?source=fp-2024-10-north-korean-shells&limit=1000')
  t.equal(collection.total, evidence.data.length)
  const ids: string[] = []
  for (let next = collection.first.id; next !== undefined; ) {
    const response = await app.inject(next)
    t.equal(response.headers['content-type'], 'application/ld+json; charset=utf-8')
    const page = response.json()
    t.match(page, { id: next, type: 'AnnotationPage', partOf: { id: url, total: collection.total } })
    ids.push(...page.items.map(({ id }: { id: string }) => id))
    next = page.next
  }
  t.strictSame(
    ids,
    evidence.data.map(({ id }: { id: string }) => `/v1/evidence/${id}`),
  )
  const expanded = await expand(app, `${url}?limit=1000`)
  t.strictSame(expanded['@type'], [`${as}OrderedCollection`])
  const items = expanded[`${as}first`][0][`${as}items`][0]['@list']
  for (const one of items) t.strictSame(one['@type'], [`${oa}Annotation`])
  const other = await app.inject({ url, headers: { accept: 'application/json' } })
  t.equal(other.headers['content-type'], 'application/json; charset=utf-8', 'for clients that know JSON alone')
  t.equal((await app.inject('/v1/sources/no-such-source/annotations')).statusCode, 404)
  t.equal((await app.inject(`${url}?cursor=nonsense`)).statusCode, 400)
})

t.test('the client chooses by Accept; JSON is the default and each form has its own ETag', async (t) => {
  const app = await appFor(t)
  for (const url of ['/v1/quotes?limit=2', '/v1/quotes/quote-experts-2-million-shells']) {
    const json = await app.inject(url)
    const ld = await ldOf(app, url)
    t.equal(json.headers['content-type'], 'application/json; charset=utf-8')
    t.equal(ld.headers['content-type'], 'application/ld+json; charset=utf-8')
    t.equal(json.headers.vary, 'Accept, Accept-Encoding')
    t.not(json.headers.etag, ld.headers.etag)
    const etag = ld.headers.etag as string
    const held = { accept: 'application/ld+json', 'if-none-match': etag }
    t.equal((await app.inject({ url, headers: held })).statusCode, 304)
    t.equal((await app.inject({ url, headers: { 'if-none-match': etag } })).statusCode, 200, 'held in the other form')
    const profile = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    t.equal(
      (await app.inject({ url, headers: { accept: profile } })).headers['content-type'],
      'application/ld+json; charset=utf-8',
    )
    const refused = await app.inject({ url, headers: { accept: 'text/turtle' } })
    t.equal(refused.statusCode, 406)
    t.ok(refused.json().allowed.includes('application/ld+json'))
  }
})

t.test('addresses are absolute where the service knows its own, and the context names nothing to fetch', async (t) => {
  const app = await appFor(t)
  const known = await buildApp({ databaseFile: app.databaseFile, publicUrl: 'https://known.example/api' })
  t.teardown(() => known.close())
  const node = (await ldOf(known, '/v1/quotes/quote-budanov-direct-threat')).json()
  t.equal(node['@context'], 'https://known.example/api/v1/context.jsonld')
  t.equal(node.id, 'https://known.example/api/v1/quotes/quote-budanov-direct-threat')
  t.strictSame(node.speakers, ['https://known.example/api/v1/entities/kyrylo-budanov'])
  const { '@context': context } = (await app.inject('/v1/context.jsonld')).json()
  const nested = Object.values(context).flatMap((term: Expanded) => term['@context'] ?? [])
  for (const one of [context, ...nested]) t.notOk(Array.isArray(one) || typeof one === 'string' || '@import' in one)
})
