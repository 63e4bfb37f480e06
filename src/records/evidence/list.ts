import { evidence } from '../../db/tables.ts'
import { commonFilters, referenceFilter, termFilter } from '../../listing/filters.ts'
import { annotationOf } from '../../listing/jsonld/annotation.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { evidenceLevels, recordTypes } from '../../vocabulary.ts'
import { type EvidenceRecord, evidenceRecordContract } from './contract.ts'

export const evidenceList: RecordListing = {
  type: 'evidence',
  collection: 'evidence',
  description: 'The words and citations that facts rest on, each with its fact. Spans can be tested against the text.',
  contract: evidenceRecordContract,
  table: evidence,
  filters: {
    ...commonFilters(evidence, 'evidence', 'e-829f453d34f6ae8b', 'containers'),
    fact: referenceFilter(evidence.fact, 'record', 'Id of the fact that rests on it.', 'quote-budanov-direct-threat'),
    fact_type: termFilter(evidence.fact_type, recordTypes, 'Type of that fact.'),
    source: referenceFilter(evidence.source, 'source', 'Id of the source.', 'fp-2024-10-north-korean-shells'),
    level: termFilter(evidence.level, evidenceLevels, 'Span or citation.'),
  },
  sorts: {
    fact: evidence.fact,
    fact_type: evidence.fact_type,
    source: evidence.source,
    level: evidence.level,
    start: evidence.start,
    end: evidence.end,
  },
  jsonLd: {
    node: (record, publicUrl) => {
      const evidence = record as EvidenceRecord
      return annotationOf(evidence, { id: evidence.fact, type: evidence.fact_type }, publicUrl)
    },
  },
  example: 'e-829f453d34f6ae8b',
}
