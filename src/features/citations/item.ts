import type { Snapshot } from '../../db/open.ts'
import type { Time } from '../../facts/time.ts'
import { edtfInWords } from '../../facts/time-words.ts'
import type { Source } from '../../records/sources/contract.ts'
import { findSource } from '../../records/sources/queries.ts'
import type { CitedItem } from './contract.ts'

/** Fields that every citable record has. */
export interface CitedRecord {
  id: string
  type: string
  source: string
  display: string
}

/** The item for reference managers, and the parts of the citation in their order. */
export interface Citation {
  csl: CitedItem
  /** The `display` of a fact; null if a source is cited. */
  fact: string | null
  source: Source['citation']
  note: string
}

/** A date in words, except a plain one, which every style prints in full. */
function dateNote(verb: string, time: Time | null): string[] {
  if (time === null) return []
  const { edtf, basis, since_at_least } = time
  const isPlain = /^(?!0000)\d{4}(-[01]\d(-\d\d)?)?$/.test(edtf) && basis !== 'inferred'
  return isPlain ? [] : [`${verb} ${edtfInWords(edtf, since_at_least)} (${basis}).`]
}

/** Data of a source without a field in its CSL item. */
const sourceNotes = ({ published, accessed, archive_url }: Source): string[] => [
  ...dateNote('Published', published),
  ...dateNote('Read', accessed),
  ...(archive_url === null ? [] : [`Archived at ${archive_url}.`]),
]

const recordLine = ({ dataset: { title, version, date } }: Snapshot, address: string) =>
  `Recorded in ${title}, version ${version} (${date}), record ${address}.`

/** The citation of a source. The note names the version of this dataset. */
export function citationOfSource(snapshot: Snapshot, source: Source, address: string): Citation {
  const note = [...sourceNotes(source), recordLine(snapshot, address)].join(' ')
  return { csl: { ...source.citation, note }, fact: null, source: source.citation, note }
}

/**
 * The citation of a fact: in our words, after its source, which remains the one to read. The item for reference
 * managers is this dataset: styles set a title in italics or quotation marks, which must not surround our words.
 * @param address of the record, absolute if the service knows its own
 */
export async function citationOfFact(
  snapshot: Snapshot,
  { source: id, display, id: record }: CitedRecord,
  address: string,
): Promise<Citation> {
  const { title, version, date } = snapshot.dataset
  const source = (await findSource(snapshot, id)) as Source
  const notes = sourceNotes(source)
  return {
    csl: {
      id: record,
      type: 'dataset',
      title,
      version,
      issued: { 'date-parts': [date.split('-').map(Number)] },
      ...(address.startsWith('/') ? {} : { URL: address }),
      language: 'en',
      note: [
        `Version ${version}, record ${address}: ${display}.`,
        `After ${[source.display, source.url].filter(Boolean).join(', ')}.`,
        ...notes,
      ].join(' '),
    },
    fact: `${display}.`,
    source: source.citation,
    note: [...notes, recordLine(snapshot, address)].join(' '),
  }
}
