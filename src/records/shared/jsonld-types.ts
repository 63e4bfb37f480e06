import type { entityKinds, sourceKinds, Term } from '../../vocabulary.ts'

const typesOfSource: Record<Term<typeof sourceKinds>, string> = {
  news_article: 'NewsArticle',
  report: 'Report',
  dataset: 'Dataset',
  statement: 'CreativeWork',
  other: 'CreativeWork',
}

/** schema.org has no type for people spoken of together, nor for treaties; those have only a type of our own. */
const typesOfEntity: Partial<Record<Term<typeof entityKinds>, string>> = {
  person: 'Person',
  country: 'Country',
  organization: 'Organization',
  place: 'Place',
  materiel: 'Product',
  conflict: 'Conflict',
}

/**
 * Types of a record in schema.org, and in our own terms. Only words in quotation marks are a Quotation, and questions
 * and demands are not a Claim. Events and relations are reported: a schema.org Event would say that they took place.
 */
export function typesOf(record: Record<string, unknown>): string[] {
  const { type, kind, mode, act } = record as Record<string, string>
  switch (type) {
    case 'source':
      return [typesOfSource[kind as keyof typeof typesOfSource], 'Source']
    case 'entity':
      return [typesOfEntity[kind as keyof typeof typesOfEntity] ?? [], 'Entity'].flat()
    case 'quote': {
      const claims = act === 'assertion' || act === 'denial'
      return [mode !== 'indirect' ? 'Quotation' : claims ? 'Claim' : 'CreativeWork', 'Quote']
    }
    case 'estimate':
      return ['Observation', 'QuantitativeValue', 'Estimate']
    case 'quantity':
      return ['StatisticalVariable', 'Quantity']
    case 'relation':
      return ['Statement', 'Relation']
    case 'event':
      return ['Event']
    case 'mention':
      return ['Mention']
    default:
      return ['Origin']
  }
}
