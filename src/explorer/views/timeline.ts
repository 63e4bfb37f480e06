import { html, type TemplateResult } from 'lit-html'
import { edtfInWords } from '../../facts/time-words.ts'
import { legend } from '../charts/legend.ts'
import { clockColours, daysOf, type Entry, timeRow, whenInWords } from '../charts/time-rows.ts'
import { apiQuery, recordHref } from '../parts/address.ts'
import { facts } from '../parts/api.ts'
import { collectionOf } from '../parts/collections.ts'
import { facetLists, namesIn } from '../parts/facets.ts'
import { hiddenFields, queryForm, searchField, setFilters, textField, timeField } from '../parts/forms.ts'
import { requestBox } from '../parts/request-box.ts'
import { nextPage, plotOrTable, shown, tabs, type View } from '../parts/view.ts'
import { counted, daysInWords, numberOf, spoken } from '../parts/words.ts'

const axisDay = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' })

const looks = [
  { look: 'point', text: 'on this day' },
  { look: 'pale', text: 'some time within, or the days between which it starts or ends' },
  { look: 'solid', text: 'lasted through' },
  { look: 'fades', text: 'goes on: said to be open' },
  { look: 'stub', text: 'not stated, or approximate; the length means nothing' },
]

const dayInWords = (day: string | null): string => (day === null ? 'no bound' : edtfInWords(day))

const card = (entry: Entry) => html`
  <p class="words">${entry.display}</p>
  <p><strong>${spoken(entry.clock)} ${whenInWords(entry)}</strong>${entry.time.as_stated === null ? '' : html` <span class="quiet">words recorded:</span> ${entry.time.as_stated}`}</p>
  <p class="quiet">${spoken(entry.time.basis)}${entry.time.anchor === null ? '' : `: ${entry.time.anchor}`} · at the widest ${daysInWords(entry.time)}</p>`

/** The form above the timeline. */
export const timelineForm = (query: URLSearchParams): TemplateResult =>
  queryForm(
    'timeline',
    html`
      ${timeField(query, 'during', 'During', 'June to August 2024')}
      ${textField(query, 'entity', 'Who or what', 'such as North Korea')}
      ${hiddenFields(query, ['during', 'entity', 'q'])}
      ${searchField(query, 'Words')}`,
    'Dates',
  )

/** The view of all times of records. */
export async function timelineView(query: URLSearchParams): Promise<View> {
  const asked = { limit: '50', ...apiQuery(query), facets: 'clock,type', total: 'true' }
  const { data, facets, next_cursor, meta } = await facts.page('timeline', asked as never)
  const total = meta.total ?? data.length
  const names = await namesIn(facets, query)
  const isTable = shown(query, plotOrTable) === 'table'
  const { chart } = await import('../charts/chart.ts')
  const clocks = [...new Set(data.map(({ clock }) => clock))]
  const drawing = () =>
    chart(
      {
        ...{ rows: data.map(timeRow), domain: daysOf(data), isTime: true, tick: (day) => axisDay.format(day) },
        label: `Timeline of ${counted(data.length, 'date')}`,
      },
      (index) => card(data[index] as Entry),
    )
  const table = () => html`<div class="scroll" tabindex="0" role="region" aria-label="Dates as a table"><table>
    <thead><tr><th scope="col">When</th><th scope="col">Earliest</th><th scope="col">Latest</th><th scope="col">Which date</th><th scope="col">Fact</th></tr></thead>
    <tbody>${data.map(
      ({ fact, fact_type, clock, time, display }) => html`<tr>
        <th scope="row">${whenInWords({ time })}</th><td>${dayInWords(time.earliest)}</td><td>${dayInWords(time.latest)}</td>
        <td>${spoken(clock)}</td><td><a href=${recordHref(collectionOf(fact_type), fact)}>${display}</a></td></tr>`,
    )}</tbody></table></div>`
  const content = html`
    <h1 tabindex="-1">Timeline</h1>
    <p class="lead">Each date as vague as it was: drawn over all the days that it may be.</p>
    ${timelineForm(query)} ${setFilters('timeline', query, ['during', 'entity', 'clock', 'type'], names.name)}
    ${facetLists('timeline', query, facets, names)}
    ${tabs('timeline', query, plotOrTable)}
    <p role="status">${data.length === 0 ? 'No date is recorded under these filters.' : `${numberOf(data.length)} of ${counted(total, 'date')}, the earliest first.`}</p>
    ${
      data.length === 0
        ? ''
        : isTable
          ? table()
          : html`
      ${drawing()}
      ${legend({
        looks,
        colourTitle: 'Colours: which date of the fact',
        colours: clocks.map((clock) => ({ colour: clockColours[clock], look: 'swatch', text: spoken(clock) })),
      })}`
    }
    ${nextPage('timeline', query, next_cursor)}
    ${requestBox(
      [{ path: '/v1/timeline', query: asked, hasCsv: true }],
      [
        {
          path: '/v1/timeline',
          query: { during: '2024-06/2024-08', clock: 'said' },
          hasCsv: true,
          about: 'What may have been said in a summer?',
        },
        {
          path: '/v1/timeline',
          query: { during_surely: '2024' },
          hasCsv: true,
          about: 'What was surely in 2024, whatever the day was?',
        },
      ],
    )}`
  return { title: 'Timeline', content }
}
