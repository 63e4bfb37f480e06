/**
 * The JSON-LD context of the service. Fields with the meaning of a schema.org or Web Annotation term map to its IRI, so
 * that no other context has to be fetched; every other field of the contract is a term of our own.
 */

import { predicates, referenceFields, terms } from '../../vocabulary.ts'
import type { Codebook } from './contract.ts'

const ownNamespace = 'urn:conflict-facts:terms:'
const own = (name: string) => ownNamespace + name
const schema = (name: string) => `http://schema.org/${name}`
const oa = (name: string) => `http://www.w3.org/ns/oa#${name}`
const activity = (name: string) => `http://www.w3.org/ns/activitystreams#${name}`
const rdf = (name: string) => `http://www.w3.org/1999/02/22-rdf-syntax-ns#${name}`
const rdfs = (name: string) => `http://www.w3.org/2000/01/rdf-schema#${name}`
const link = (iri: string) => ({ '@id': iri, '@type': '@id' })

type Definition = string | Record<string, unknown>
const edtf = 'http://id.loc.gov/datatypes/edtf/EDTF'
const date = 'http://www.w3.org/2001/XMLSchema#date'

/** Fields of records as terms of our own, except those below. Times and days are typed. */
function fieldTerms({ records, parts }: Codebook): Record<string, Definition> {
  const fields = [...records, ...parts].filter(({ name }) => !name.startsWith('Csl')).flatMap(({ fields }) => fields)
  return Object.fromEntries(
    fields.map(({ field, unit }) => {
      const name = field.replace(/^.*\./, '')
      if (name in referenceFields) return [name, link(own(name))]
      return [name, unit?.startsWith('day') ? { '@id': own(name), '@type': date } : own(name)]
    }),
  )
}

const schemaTypes = [
  ...['NewsArticle', 'Report', 'Dataset', 'CreativeWork', 'Person', 'Country', 'Organization', 'Place', 'Product'],
  ...['Observation', 'QuantitativeValue', 'StatisticalVariable', 'PropertyValue'],
]
const ownTypes = ['Source', 'Entity', 'Mention', 'Quote', 'Quantity', 'Estimate', 'Origin', 'Event', 'Relation']
const named = (names: string[], iri: (name: string) => string) =>
  Object.fromEntries(names.map((name) => [name, iri(name)]))
const scoped = (iri: string, context: Record<string, Definition>) => ({ '@id': iri, '@context': context })

/** The JSON-LD context of all terms, from the codebook. */
export const context = (codebook: Codebook): Record<string, Definition> => ({
  '@version': 1.1 as never,
  ...fieldTerms(codebook),
  id: '@id',
  type: '@type',
  edtf: { '@id': own('edtf'), '@type': edtf },
  relayed_by: { ...link(own('relayed_by')), '@container': '@list' },
  citation: { '@id': own('citation'), '@type': '@json' },

  display: rdfs('label'),
  label: rdfs('label'),
  name: schema('name'),
  title: schema('name'),
  subtitle: schema('alternativeHeadline'),
  aliases: schema('alternateName'),
  gist: schema('description'),
  definition: schema('description'),
  verbatim: schema('text'),
  about: link(schema('about')),
  publisher: link(schema('publisher')),
  datePublished: { '@id': schema('datePublished'), '@type': edtf },
  url: link(schema('url')),
  archive_url: link(schema('archivedAt')),
  language: schema('inLanguage'),
  rights: schema('copyrightNotice'),
  identifiers: schema('identifier'),
  scheme: schema('propertyID'),
  value: schema('value'),
  minValue: schema('minValue'),
  maxValue: schema('maxValue'),
  unit: schema('unitText'),
  quantity: link(schema('variableMeasured')),
  method: schema('measurementTechnique'),
  sameAs: link(schema('sameAs')),
  isPartOf: link(schema('isPartOf')),
  part_of: link('http://purl.org/dc/terms/isPartOf'),
  version: schema('version'),
  license: link(schema('license')),
  creditText: schema('creditText'),

  subject: link(rdf('subject')),
  predicate: { '@id': rdf('predicate'), '@type': '@vocab' },
  object: link(rdf('object')),
  ...named(terms(predicates), own),

  ...named(schemaTypes, schema),
  ...named(ownTypes, own),
  Conflict: schema('Event'),
  Statement: rdf('Statement'),
  Claim: scoped(schema('Claim'), { speakers: link(schema('author')), source: link(schema('appearance')) }),
  Quotation: scoped(schema('Quotation'), { speakers: link(schema('spokenByCharacter')) }),

  Annotation: scoped(oa('Annotation'), {
    body: link(oa('hasBody')),
    target: link(oa('hasTarget')),
    motivation: { '@id': oa('motivatedBy'), '@type': '@vocab' },
  }),
  SpecificResource: scoped(oa('SpecificResource'), {
    source: link(oa('hasSource')),
    selector: link(oa('hasSelector')),
  }),
  TextPositionSelector: scoped(oa('TextPositionSelector'), { start: oa('start'), end: oa('end') }),
  TextQuoteSelector: scoped(oa('TextQuoteSelector'), {
    exact: oa('exact'),
    prefix: oa('prefix'),
    suffix: oa('suffix'),
  }),
  identifying: oa('identifying'),
  describing: oa('describing'),
  AnnotationCollection: activity('OrderedCollection'),
  AnnotationPage: activity('OrderedCollectionPage'),
  OrderedCollection: activity('OrderedCollection'),
  OrderedCollectionPage: activity('OrderedCollectionPage'),
  items: { ...link(activity('items')), '@container': '@list' },
  partOf: link(activity('partOf')),
  first: link(activity('first')),
  next: link(activity('next')),
  total: activity('totalItems'),
  startIndex: activity('startIndex'),
})
