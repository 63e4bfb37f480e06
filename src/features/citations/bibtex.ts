/** BibTeX in the form that every reader accepts: braces balance, months are macros, and letters stay Unicode. */
import type { CslDate } from '../../records/sources/contract.ts'
import type { CitedItem } from './contract.ts'

/**
 * Replacements for characters with a meaning in TeX. BibTeX counts braces even after a backslash, so no brace of a text
 * may remain.
 */
const texNames: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
}
/** TeX joins doubled hyphens, apostrophes and backticks into another character; braces keep them apart. */
const escapeTex = (text: string): string =>
  text
    .replace(/[\\{}~^<>|&%$#_]/g, (one) => texNames[one] ?? `\\${one}`)
    .replace(/([-'`])(?=\1)/g, '$1{}')
    .replace(/\s+/g, ' ')

/**
 * Characters that would end a field, or begin a formula, are percent-encoded; readers use the rest of an address
 * unchanged.
 */
const escapeUrl = (url: string): string => url.replace(/[{}\\^`<>"|$\s]/g, encodeURIComponent)

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Year, month and day of a date; for a range the parts that both sides share. */
function sharedParts({ 'date-parts': [start = [], end = start] }: CslDate): (number | undefined)[] {
  const shared = start.findIndex((part, index) => part !== end[index])
  return shared === -1 ? start : start.slice(0, shared)
}

const isoDate = (date: CslDate): string =>
  sharedParts(date)
    .map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
    .join('-')

/** A BibTeX entry. Data without a field in BibTeX, such as "about", goes into the note. */
export function bibtexOf(item: CitedItem): string {
  const { id, title, genre, author, issued, accessed, publisher, URL: url, note } = item
  const journal = item['container-title']
  const isArticle = title !== undefined && journal !== undefined && item.type.startsWith('article')
  const [year, month, day] = issued === undefined ? [] : sharedParts(issued)
  const house = publisher ?? journal
  const published = [genre && `[${genre}]`, house].filter(Boolean).join(', ')
  const fields = {
    author: author && `{{${author.map(({ literal }) => escapeTex(literal)).join('} and {')}}}`,
    // The second braces keep the capitals of the title.
    title: title && `{{${escapeTex(title)}}}`,
    ...(isArticle
      ? { journal: `{${escapeTex(journal)}}` }
      : {
          howpublished: published && `{${escapeTex(published)}}`,
          publisher: house && `{${escapeTex(house)}}`,
        }),
    year: year && `{${year}}`,
    month: month && months[month - 1],
    day: day && `{${day}}`,
    url: url && `{${escapeUrl(url)}}`,
    urldate: accessed && accessed.season === undefined && isoDate(accessed) && `{${isoDate(accessed)}}`,
    version: item.version && `{${escapeTex(item.version)}}`,
    note: `{${escapeTex(note)}}`,
  }
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name} = ${value},`] : []))
  return `@${isArticle ? 'article' : 'misc'}{${id},\n${lines.join('\n')}\n}`
}
