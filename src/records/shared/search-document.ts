/**
 * Searchable texts of a record. They are the same for every type, by the names of fields, which mean one thing each.
 */

const ofSource = new Set(['exact', 'as_stated', 'as_written', 'cue', 'verbatim', 'words', 'subtitle', 'byline'])
const ofOurs = new Set([
  ...[
    'gist',
    'definition',
    'condition',
    'caveats',
    'method',
    'note',
    'includes',
    'excludes',
    'aliases',
    'value',
    'name',
  ],
  ...['title', 'publisher_name', 'locator'],
])
const ofNumbers = new Set(['low', 'high', 'best'])

/** The line that shows a record: its `display` or, without one, its name or the words of the source. */
const titleOf = (record: Record<string, unknown>): string =>
  [record.display, record.name, record.exact, record.locator, record.id].find(
    (one) => typeof one === 'string',
  ) as string

export interface SearchTexts {
  /** The line that shows the record. */
  title: string
  /** The words of the source. */
  words: Set<string>
  /** Our own words. */
  notes: Set<string>
  /** Bounds and single numbers, by which a figure is found however its words write them. */
  numbers: Set<number>
}

/** The texts of a record, each once. */
export function documentOf(record: Record<string, unknown>): SearchTexts {
  const words = new Set<string>()
  const notes = new Set<string>()
  const numbers = new Set<number>()
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, key)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) if (name !== 'citation') visit(inner, name)
    if (typeof value === 'number' && ofNumbers.has(key)) numbers.add(value)
    if (typeof value !== 'string') return
    if (ofSource.has(key)) words.add(value)
    else if (ofOurs.has(key)) notes.add(value)
  }
  visit(record, '')
  const title = titleOf(record)
  for (const texts of [words, notes]) texts.delete(title)
  return { title, words, notes, numbers }
}
