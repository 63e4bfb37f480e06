import type { Evidence } from '../../facts/evidence.ts'
import { iriOf } from './iri.ts'

export type Node = Record<string, unknown>

/**
 * Evidence as a W3C Web Annotation: the fact is the body, the words of the source are the target. The two selectors
 * select the same words (Web Annotation Data Model, section 4).
 */
export function annotationOf(evidence: Evidence, fact: { id: string; type: string }, publicUrl: string): Node {
  const { id, source, level, occurrence, part, start, end, exact, prefix, suffix, locator } = evidence
  const sourceIri = iriOf(publicUrl, 'source', source)
  const selector = [
    { type: 'TextPositionSelector', start, end },
    { type: 'TextQuoteSelector', exact, prefix, suffix },
  ]
  return {
    id: iriOf(publicUrl, 'evidence', id),
    type: 'Annotation',
    motivation: fact.type === 'mention' ? 'identifying' : 'describing',
    body: iriOf(publicUrl, fact.type, fact.id),
    target: level === 'citation' ? sourceIri : { type: 'SpecificResource', source: sourceIri, selector },
    ...{ level, occurrence, part },
    ...(locator !== null && { locator }),
  }
}
