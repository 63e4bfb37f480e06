import type { Evidence } from '../../facts/evidence.ts'
import { referenceFields } from '../../vocabulary.ts'
import { annotationOf, type Node } from './annotation.ts'
import { iriOf } from './iri.ts'

/** A type of record in JSON-LD: its types in schema.org and in our own terms, and fields of schema.org beside its own. */
export type JsonLdForm =
  | { types(record: Node): string[]; fields?(record: Node): Node }
  /** For a type whose node has a structure of its own. */
  | { node(record: Node, publicUrl: string): Node }

/** A record as it is served in JSON, as a JSON-LD node: ids are addresses, evidence is annotations, null is left out. */
export function nodeOf(form: JsonLdForm, record: Node, publicUrl: string): Node {
  if ('node' in form) return form.node(record, publicUrl)
  const { id, type, ...fields } = record as { id: string; type: string }
  const convert = (value: unknown, field: string): unknown => {
    const referred = referenceFields[field]
    if (field === 'citation') return value
    if (field === 'evidence') return (value as Evidence[]).map((one) => annotationOf(one, { id, type }, publicUrl))
    if (Array.isArray(value)) return value.map((one) => convert(one, field))
    if (typeof value === 'string' && referred !== undefined)
      return iriOf(publicUrl, referred === 'same' ? type : referred, value)
    return typeof value === 'object' && value !== null ? convertFields(value) : value
  }
  const convertFields = (object: object): Node =>
    Object.fromEntries(
      Object.entries(object).flatMap(([field, value]) => (value === null ? [] : [[field, convert(value, field)]])),
    )
  return {
    id: iriOf(publicUrl, type, id),
    type: form.types(record),
    ...convertFields(fields),
    ...form.fields?.(record),
  }
}
