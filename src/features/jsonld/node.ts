import type { Evidence } from '../../facts/evidence.ts'
import type { EvidenceRecord } from '../evidence/contract.ts'
import { annotationOf, type Node } from './annotation.ts'
import { iriOf, referenceFields } from './references.ts'
import { typesOf } from './types.ts'

/** A record as it is served in JSON, as a JSON-LD node: ids are addresses, evidence is annotations, null is left out. */
export function nodeOf(record: Node, publicUrl: string): Node {
  const { id, type, ...fields } = record as { id: string; type: string }
  if (type === 'evidence') {
    const { fact, fact_type } = record as EvidenceRecord
    return annotationOf(record as EvidenceRecord, { id: fact, type: fact_type }, publicUrl)
  }
  const convert = (value: unknown, field: string): unknown => {
    const referred = referenceFields[field]
    if (field === 'citation') return value
    if (field === 'evidence') return (value as Evidence[]).map((one) => annotationOf(one, { id, type }, publicUrl))
    if (Array.isArray(value)) return value.map((one) => convert(one, field))
    if (typeof value === 'string' && referred !== undefined) return iriOf(publicUrl, referred, value)
    return typeof value === 'object' && value !== null ? convertFields(value) : value
  }
  const convertFields = (object: object): Node =>
    Object.fromEntries(
      Object.entries(object).flatMap(([field, value]) => (value === null ? [] : [[field, convert(value, field)]])),
    )
  return {
    id: iriOf(publicUrl, type, id),
    type: typesOf(record),
    ...convertFields(fields),
    ...schemaFieldsOf(record),
  }
}

/** What schema.org says with fields of its own. */
function schemaFieldsOf(record: Node): Node {
  if (record.type === 'source') {
    const published = record.published as { edtf: string } | null
    return published === null ? {} : { datePublished: published.edtf }
  }
  if (record.type === 'entity') {
    const identifiers = record.identifiers as { scheme: string; value: string }[]
    const wikidata = identifiers.filter(({ scheme }) => scheme === 'wikidata')
    return wikidata.length === 0
      ? {}
      : { sameAs: wikidata.map(({ value }) => `http://www.wikidata.org/entity/${value}`) }
  }
  return record.type === 'estimate' ? quantitativeValueOf(record) : {}
}

/**
 * The bounds as schema.org knows them, only where they lose nothing by standing alone: not for a spread, which nobody
 * claims, nor under a condition; and a single number only where nothing modifies it.
 */
function quantitativeValueOf({ low, high, best, spread, condition, modifier }: Node): Node {
  if (spread === true || condition !== null) return {}
  return {
    ...(low !== null && { minValue: low }),
    ...(high !== null && { maxValue: high }),
    ...(best !== null && modifier === 'unmodified' && { value: best }),
  }
}
