/**
 * Searchable texts of a record. They are the same for every type, by the names of fields, which mean one thing each.
 */
import { textSeparator } from '../../db/search.ts'

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

/** The line that shows a record: its `display` or, without one, its name or the words of the source. */
export const titleOf = (record: Record<string, unknown>): string =>
  [record.display, record.name, record.exact, record.locator, record.id].find(
    (one) => typeof one === 'string',
  ) as string

/**
 * The texts of a record, each once.
 * @param entityNames names, aliases and codes of the entities it refers to
 */
export function documentOf(record: Record<string, unknown>, entityNames: string[]) {
  const words = new Set<string>()
  const notes = new Set<string>()
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, key)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) if (name !== 'citation') visit(inner, name)
    if (typeof value !== 'string') return
    if (ofSource.has(key)) words.add(value)
    else if (ofOurs.has(key)) notes.add(value)
  }
  visit(record, '')
  const title = titleOf(record)
  notes.delete(title)
  const joined = (texts: Iterable<string>) => [...texts].join(textSeparator)
  return { title, words: joined(words), notes: joined(notes), entities: joined(new Set(entityNames)) }
}
