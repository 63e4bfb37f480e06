import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import t, { type Test } from 'tap'
import { bibtexOf } from '../src/features/citations/bibtex.ts'
import { citationText } from '../src/features/citations/format.ts'
import { citationStyles, cslTypes, sourceKinds, terms } from '../src/vocabulary.ts'
import { appFor, getJson, seedCopy } from './support/support.ts'

const common = {
  kind: 'news_article',
  csl_type: 'article-newspaper',
  publisher: 'babel',
  url: '"https://news.example/a"',
  language: 'en',
  rights: '© Babel',
}

/** The app with an article of each of these, and what else is recorded of it. */
async function appWith(t: Test, articles: string[]) {
  const { seed, add } = seedCopy(t)
  const written = articles.map(
    (more, index) =>
      `  - { ${Object.entries(common).flatMap(([name, value]) => (more.includes(`, ${name}:`) ? [] : [`${name}: ${value}`]))}, id: form-${index}, ${more} }`,
  )
  add('forms.yaml', `sources:\n${written.join('\n')}\n`)
  const app = await appFor(t, seed)
  const cite = async (index: number, style = 'apa') =>
    (await getJson(app, `/v1/sources/form-${index}/citation?style=${style}`)).data
  return cite
}

const parts = (...sides: number[][]) => ({ 'date-parts': sides })
const about = (...sides: number[][]) => ({ 'date-parts': sides, circa: true })

/** EDTF | CSL: date-parts, season, circa | APA | Harvard | Vancouver | BibTeX | words of the note; an empty cell: none. */
const table = `
2024 | [[2024]] | 2024 | 2024 | 2024 | year = {2024} |
2024-10 | [[2024,10]] | 2024, October | 2024, October | 2024 Oct | year = {2024}, month = oct |
2024-10-04 | [[2024,10,4]] | 2024, October 4 | 2024, 4 October | 2024 Oct 4 | year = {2024}, month = oct, day = {4} |
0476 | [[476]] | 476 C.E. | 476 AD | 476 AD | year = {476} |
0000 | | n.d. | no date | | | 1 BC
2024-10-04T12:30:00Z | [[2024,10,4]] | 2024, October 4 | 2024, 4 October | 2024 Oct 4 | year = {2024}, month = oct, day = {4} | 4 October 2024 at 12:30 UTC
2024-10-04T23:30:00+09:00 | [[2024,10,4]] | 2024, October 4 | 2024, 4 October | 2024 Oct 4 | year = {2024}, month = oct, day = {4} | 4 October 2024 at 23:30 UTC+9
2024-21 | [[2024]] season 1 | 2024, Spring | 2024, Spring | 2024 Spring | year = {2024} | spring 2024
2024-24~ | [[2024]] season 4 circa | ca. 2024, Winter | ca. winter 2024 | ca. winter 2024 | year = {2024} | about winter 2024
2024-XX | [[2024]] | 2024 | 2024 | 2024 | year = {2024} | some month of 2024
2024-XX-XX | [[2024]] | 2024 | 2024 | 2024 | year = {2024} | some day of 2024
2024-10-XX | [[2024,10]] | 2024, October | 2024, October | 2024 Oct | year = {2024}, month = oct | some day of October 2024
201X | | n.d. | no date | | | some year in the 2010s
20XX? | | n.d. | no date | | | possibly some year between 2000 and 2099
2024~ | [[2024]] circa | ca. 2024 | ca. 2024 | ca. 2024 | year = {2024} | about 2024
2024-10? | [[2024,10]] circa | ca. 2024, October | ca. October 2024 | ca. October 2024 | year = {2024}, month = oct | possibly October 2024
2024-10-04% | [[2024,10,4]] circa | ca. 2024, October 4 | ca. 4 October 2024 | ca. 4 October 2024 | year = {2024}, month = oct, day = {4} | possibly about 4 October 2024
2024/2025 | [[2024],[2025]] | 2024–2025 | 2024–2025 | 2024–2025 | | from 2024 to 2025
2024-09/2024-10 | [[2024,9],[2024,10]] | 2024, September–October | 2024, September–October | 2024 Sep–Oct | year = {2024} | from September 2024 to October 2024
2024-10-04/2024-10-06 | [[2024,10,4],[2024,10,6]] | 2024, October 4–6 | 2024, 4–6 October | 2024 Oct 4–6 | year = {2024}, month = oct | from 4 October 2024 to 6 October 2024
2024-10-30/2024-11-02 | [[2024,10,30],[2024,11,2]] | 30 October 2024 to 2 November 2024 | 30 October 2024 to 2 November 2024 | 30 October 2024 to 2 November 2024 | year = {2024} | from 30 October 2024 to 2 November 2024
2024-10/2024-10 | [[2024,10]] | 2024, October | 2024, October | 2024 Oct | year = {2024}, month = oct | October 2024
2024-10-04/2024-10-04 | [[2024,10,4]] | 2024, October 4 | 2024, 4 October | 2024 Oct 4 | year = {2024}, month = oct, day = {4} | 4 October 2024
2024-10-04T08:00:00Z/2024-10-04T12:00:00Z | [[2024,10,4]] | 2024, October 4 | 2024, 4 October | 2024 Oct 4 | year = {2024}, month = oct, day = {4} | from 4 October 2024 at 08:00 UTC to 4 October 2024 at 12:00 UTC
2024-10-XX/2024-10-XX | [[2024,10]] | 2024, October | 2024, October | 2024 Oct | year = {2024}, month = oct | from some day of October 2024 to some day of October 2024
2023-09/2024-02 | [[2023,9],[2024,2]] | September 2023 to February 2024 | September 2023 to February 2024 | September 2023 to February 2024 | | from September 2023 to February 2024
2023~/2024 | [[2023],[2024]] circa | ca. 2023–2024 | ca. 2023 to 2024 | ca. 2023 to 2024 | | from about 2023 to 2024
2024/2024-03 | | n.d. | no date | | | from 2024 to March 2024
2024-10/2024-10-20 | | n.d. | no date | | | from October 2024 to 20 October 2024
2024-21/2024-22 | | n.d. | no date | | | from spring 2024 to summer 2024
2024-21/2024-10 | | n.d. | no date | | | from spring 2024 to October 2024
201X/2024 | | n.d. | no date | | | from some year in the 2010s to 2024
2024/.. | | n.d. | no date | | | from 2024, with an open end
2024-10-04~/.. | | n.d. | no date | | | from about 4 October 2024, with an open end
../2024-06 | | n.d. | no date | | | up to June 2024, with an open start
/2024-06 | | n.d. | no date | | | up to June 2024, start not stated
2024-10-04/ | | n.d. | no date | | | from 4 October 2024, end not stated
`
const rows = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string, string, string, string, string])

/** `[[2024]] season 1 circa` as a CSL date. */
function cslDate(cell: string) {
  const [, sides, season, circa] = /^(\S+)(?: season (\d))?( circa)?$/.exec(cell) ?? []
  if (sides === undefined) return undefined
  return { 'date-parts': JSON.parse(sides), ...(season && { season: Number(season) }), ...(circa && { circa: true }) }
}

t.test('a citation in any form is exactly as precise as its date; the rest is told in words', async (t) => {
  const dates = rows.map(([edtf]) => `title: Plain, published: { edtf: "${edtf}", basis: stated, as_stated: then }`)
  const cite = await appWith(t, dates)
  for (const [index, [edtf, issued, apa, harvard, vancouver, bibtex, note]] of rows.entries()) {
    const [year, ...day] = harvard.split(', ')
    const after = `${note === '' ? '' : ` Published ${note} (stated).`} Recorded in `
    const expected = {
      apa: `Plain. (${apa}). Babel. https://news.example/a${after}`,
      harvard1: `Babel (${year}) “Plain${day[0] ? `,” ${day[0]}.` : '.”'} Available at: https://news.example/a.${after}`,
      vancouver: `Plain. Babel [Internet]. ${vancouver}${vancouver && '. '}Available from: https://news.example/a${after}`,
    }
    for (const [style, text] of Object.entries(expected))
      t.equal((await cite(index, style)).text.slice(0, text.length), text, `${edtf} in ${style}`)
    const { csl, bibtex: entry } = await cite(index)
    t.strictSame(csl.issued, cslDate(issued), `${edtf} in CSL-JSON`)
    t.equal((entry.match(/(?<=^ +)(year|month|day) = .*(?=,$)/gm) ?? []).join(', '), bibtex, `${edtf} in BibTeX`)
  }
})

t.test(
  'what may have begun earlier has no date, what is inferred is about, what is told by another date is plain',
  async (t) => {
    const cite = await appWith(t, [
      'title: A, published: { edtf: 2022-06~/2024-10, since_at_least: true, basis: stated, as_stated: since at least }',
      'title: B, published: { edtf: 2024-10-04, basis: inferred, anchor: its address }',
      'title: C, published: { edtf: 2024-10-04, basis: relative, as_stated: yesterday, anchor: 5 October 2024 }',
    ])
    const { csl, text } = await cite(0)
    t.equal(csl.issued, undefined)
    t.match(
      text,
      '(n.d.). Babel. https://news.example/a Published since at least about June 2022, up to October 2024 (',
    )
    t.strictSame((await cite(1)).csl.issued, about([2024, 10, 4]))
    t.match((await cite(1, 'vancouver')).text, 'ca. 4 October 2024. ')
    t.match((await cite(1)).text, ' Published 4 October 2024 (inferred). ')
    t.strictSame((await cite(2)).csl.issued, parts([2024, 10, 4]))
    t.notMatch((await cite(2)).text, 'Published')
  },
)

t.test('when a page was read and where it is archived is told where it is recorded', async (t) => {
  const read = (edtf: string) => `title: Read, accessed: { edtf: ${edtf}, basis: stated, as_stated: then }`
  const cite = await appWith(t, [
    `${read('2026-03-04')}, archive_url: "https://archive.example/1"`,
    read('2026-03~'),
    read('2026-03/..'),
    read('0999-03-04'),
  ])
  const { csl, bibtex, text } = await cite(0)
  t.strictSame(csl.accessed, parts([2026, 3, 4]))
  t.match(bibtex, 'urldate = {2026-03-04},')
  t.match(text, 'Retrieved March 4, 2026, from https://news.example/a Archived at https://archive.example/1. Recorded')
  t.match((await cite(0, 'harvard1')).text, 'https://news.example/a (Accessed: March 4, 2026). Archived at ')
  t.match((await cite(0, 'vancouver')).text, '[cited 2026 Mar 4]. Available from: https://news.example/a Archived at ')
  t.match((await cite(1)).text, 'Retrieved ca. March 2026, from https://news.example/a Read about March 2026 (stated).')
  const open = await cite(2)
  t.match(open.text, '(n.d.). Babel. https://news.example/a Read from March 2026, with an open end (stated).')
  t.notMatch(open.bibtex, 'urldate')
  t.match((await cite(3)).bibtex, 'urldate = {0999-03-04},', 'a year has four digits')
})

const hostileTitles = [
  ...['<i>Half open', '<b>bold</b> and H<sub>2</sub>O', 'a < b > c', '</span>', '<span class="nocase">X'],
  ...['A } brace { here', '{', '}}{{', '\\', '\\{', 'ends with \\', '\\textbf{x}', '$\\alpha$ C:\\new'],
  ...['100% & #1 $5 a_b ~x^2', '%', 'a @article{b, c}', '=, = ,', 'and and and', 'it’s -- an em---dash'],
  ...['"quoted" and “curly”', "''two'' ``ticks``", '|pipe|', 'Снаряди 北朝鲜 é', 'ALL Caps McCamel iPhone'],
]

t.test('BibTeX reads back as it was written, whatever a title, a name or an address holds', (t) => {
  const url = 'https://news.example/?a={b}&c=%20d#e_f~g\\$h'
  for (const [index, title] of hostileTitles.entries()) {
    const item = { id: `hostile-${index}`, title, URL: url, language: 'en', note: title, author: [{ literal: title }] }
    const entry = bibtexOf({ ...item, type: 'article-magazine', 'container-title': title, issued: parts([2024, 5, 7]) })
    // BibTeX counts every brace, also one after a backslash.
    let depth = 0
    for (const one of entry.replace(/[^{}]/g, '')) {
      depth += one === '{' ? 1 : -1
      if (depth < 0) break
    }
    t.equal(depth, 0, entry)
    const [read] = plugins.input.chain(entry, { generateGraph: false })
    t.match(read, { id: item.id, note: title, 'container-title': title, issued: parts([2024, 5, 7]) })
    t.match(read, { author: { length: 1 } })
    t.equal(String(read?.title).replace(/^<span class="nocase">(.*)<\/span>$/, '$1'), title)
    t.equal(read?.URL, 'https://news.example/?a=%7Bb%7D&c=%20d#e_f~g%5C%24h')
  }
  t.end()
})

t.test('months are macros and days are days in every entry of the dataset', async (t) => {
  const app = await appFor(t)
  for (const collection of ['sources', 'estimates']) {
    const { data } = await getJson(app, `/v1/${collection}?limit=1000`)
    for (const { id } of data) {
      const { bibtex, csl } = (await getJson(app, `/v1/${collection}/${id}/citation`)).data
      t.notMatch(bibtex, /month = (?!(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec),)/)
      const [read] = plugins.input.chain(bibtex, { generateGraph: false })
      t.match(read, { id, note: csl.note, ...(csl.URL && { URL: csl.URL }), ...(csl.title && { title: String }) })
    }
  }
})

t.test('a title that begins with a number keeps it, and an address its signs', async (t) => {
  const cite = await appWith(t, ['title: 1. Retrieved, archive_url: "https://archive.example/$&/$1"'])
  const url = 'https://news.example/$&/$1'
  const { csl } = await cite(0)
  const citation = { csl, fact: null, source: { ...csl, URL: url }, note: 'End.' }
  t.equal(citationText(citation, 'apa'), `1. Retrieved. (n.d.). Babel. ${url} End.`)
  t.equal(citationText(citation, 'vancouver'), `1. Retrieved. Babel [Internet]. Available from: ${url} End.`)
  const named = { csl: { ...csl, title: `Retrieved ${url}` }, fact: null, note: 'End.' }
  const source = { ...named.csl, URL: url }
  t.equal(citationText({ ...named, source }, 'apa'), `Retrieved ${url}. (n.d.). Babel. ${url} End.`)
})

t.test('every style and BibTeX name the publisher, whatever the kind of the source and its type in CSL', async (t) => {
  const forms = terms(sourceKinds).flatMap((kind) =>
    [null, ...terms(cslTypes)].flatMap((type) =>
      [null, 'https://news.example/b'].map((url) => `title: Plain, kind: ${kind}, csl_type: ${type}, url: ${url}`),
    ),
  )
  const cite = await appWith(t, forms)
  for (const [index, form] of forms.entries()) {
    for (const style of terms(citationStyles)) t.match((await cite(index, style)).text, 'Babel', `${form} in ${style}`)
    const { bibtex, text } = await cite(index)
    t.match(bibtex, '{Babel}', form)
    t.notMatch(text, /In Babel/, form)
  }
})

t.test('a title is a description where the brackets stand round the whole of it', async (t) => {
  const described = ['[Page at a.example]', '[Page on shells [in Korean] of 2024]']
  const titles = ['[Live] Shells [Update]', '[Update] Shells', 'Shells [video]', '[a] and [b]', '[]', '[[a]', '[a]]']
  const cite = await appWith(
    t,
    [...described, ...titles].map((title) => `title: '${title}'`),
  )
  for (const [index, title] of described.entries())
    t.match((await cite(index)).csl, { genre: title.slice(1, -1), title: undefined }, title)
  for (const [index, title] of titles.entries())
    t.match((await cite(described.length + index)).csl, { genre: undefined, title }, title)
})

t.test('no style takes letters of a title for markup', async (t) => {
  const titles = [
    '<i>Half open',
    '<b>bold</b> and H<sub>2</sub>O',
    'a < b > c & d',
    '<span class="nocase">X',
    '\uE000 <',
  ]
  const cite = await appWith(
    t,
    titles.map((title) => `title: '${title}'`),
  )
  for (const [index, title] of titles.entries())
    for (const style of ['apa', 'harvard1', 'vancouver']) {
      const plain = (text: string) => text.replaceAll(/["“”‘’']/g, '')
      t.ok(plain((await cite(index, style)).text).includes(plain(title)), `${title} in ${style}`)
    }
})
