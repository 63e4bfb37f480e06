/** The header of a table: which of our columns each cell belongs to. */
import { distance } from 'fastest-levenshtein'
import { type KnownColumn, knownColumns } from './columns.ts'
import type { Faults } from './faults.ts'

export interface HeaderOptions {
  /** Our names of columns, by their names in the table. */
  map: ReadonlyMap<string, string>
  /** Columns of the table that are left out. */
  ignore: ReadonlySet<string>
}

/** A column of the table; without `known` it is ignored. */
export interface HeaderColumn {
  index: number
  /** Its name in the table. */
  title: string
  known?: KnownColumn
}

const maxNearest = 3
/** Most unknown columns that have a line each. */
const maxUnknown = 5

/** The columns of a table that are not ignored. Those that the import does not know are faults. */
export function readHeader(header: string[], { map, ignore }: HeaderOptions, faults: Faults): HeaderColumn[] {
  const place = (index: number | null, column: string | null) => ({ row: index === null ? null : 1, index, column })
  for (const title of [...map.keys(), ...ignore])
    if (!header.includes(title))
      faults.add(
        place(null, null),
        `There is no column ${JSON.stringify(title)}. Allowed: ${header.filter(Boolean).map(csvName).join(', ')}.`,
      )
  const unknown = header.filter(
    (title) => title !== '' && !ignore.has(title) && !knownColumns.has(map.get(title) ?? title),
  )
  if (unknown.length > maxUnknown) faults.add({ row: 1, index: null, column: null }, manyUnknown(unknown))
  const taken = new Map<string, string>()
  return header.flatMap((title, index): HeaderColumn[] => {
    if (title === '') return []
    if (ignore.has(title)) return [{ index, title }]
    const name = map.get(title) ?? title
    const known = knownColumns.get(name)
    if (known === undefined) {
      if (unknown.length <= maxUnknown) faults.add(place(index, title), unknownText(title, name, header.length))
      return []
    }
    const field = `${known.of} ${known.path.join('_')} ${known.shows ?? ''}`
    const other = taken.get(field)
    if (other !== undefined)
      faults.add(place(index, title), `Says the same as the column ${other}. Leave one out with --ignore.`)
    taken.set(field, title)
    return [{ index, title, known }]
  })
}

function unknownText(title: string, name: string, columns: number): string {
  if (columns === 1) return `The only column. Allowed: columns separated by comma, semicolon or tab.`
  const nearest = nearestColumns(name)
  const [first = 'NAME'] = nearest
  const near = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`
  return `Not known.${near} Allowed: --map ${shellWord(`${title}=${first}`)}, --ignore ${shellWord(csvName(title))}, or one of the names in docs/import.md.`
}

/** One line for many columns, ready to be left out. */
function manyUnknown(titles: string[]): string {
  const mapped = titles.flatMap((title) =>
    nearestColumns(title)
      .slice(0, 1)
      .map((name) => `${title}=${name}`),
  )
  const maps =
    mapped.length === 0 ? '--map THEIRS=OURS' : `--map ${shellWord(mapped.slice(0, maxNearest).join(','))} and the like`
  return `${titles.length} columns are not known. Allowed: ${maps}, --ignore ${shellWord(titles.map(csvName).join(','))}, or the names in docs/import.md.`
}

/** Columns that a word in the name of a column of a spreadsheet means. */
const usualWords: [RegExp, string][] = [
  [/\b(date|day|when|said)\b/, 'said'],
  [/\b(link|url|address|web)\b/, 'source_url'],
  [/\b(who|claimant|claimed|speaker|by|according)\b/, 'claimants'],
  [/\b(figure|quoted|quote|words|number|estimate)\b/, 'as_stated'],
  [/\b(what|item|topic|counted)\b/, 'quantity'],
  [/\b(period|span|since)\b/, 'window'],
]

/**
 * The columns that its words usually mean; then names that hold the written one or are held in it, then those that differ
 * in a third of their letters at most.
 */
function nearestColumns(written: string): string[] {
  const sought = written.toLowerCase().replace(/[^a-z0-9]+/g, '_')
  const meant = usualWords.flatMap(([words, name]) => (words.test(written.toLowerCase()) ? [name] : []))
  const alike = [...knownColumns.keys()]
    .map((name) => {
      const isPart =
        sought.length > 2 && (name.startsWith(sought) || sought.startsWith(name) || name.endsWith(`_${sought}`))
      return { name, steps: isPart ? Math.abs(name.length - sought.length) / 100 : distance(name, sought) }
    })
    .filter(({ steps }) => steps <= Math.max(1, Math.floor(sought.length / 3)))
    .sort((one, other) => one.steps - other.steps)
    .map(({ name }) => name)
  return [...new Set([...meant, ...alike])].slice(0, maxNearest)
}

/** A name as in a line of CSV, which is how options are read. */
const csvName = (name: string): string => (/[",\n\r]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)

const shellWord = (text: string): string => (/^[\w=.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)
