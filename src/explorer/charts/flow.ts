/** A diagram of statements: speakers, addressees and topics in columns, joined by a line for each statement. */
import { html, render } from 'lit-html'
import { hrefOf } from '../parts/address.ts'
import type { Included, Quote } from '../parts/api.ts'

/** A person or thing in a column; key '' represents nobody, `others` all without a place of their own. */
interface Name {
  key: string
  label: string
  /** Ids of the statements. */
  quotes: Set<string>
}

interface Column {
  title: string
  /** The parameter of the list of quotes. */
  role: string
  names: Name[]
  keysOf: (quote: Quote) => string[]
}

/** Most names of a column with a place of their own, those with the most statements. */
const maxNames = 12
const others = '*'

function columnOf(
  quotes: Quote[],
  included: Included,
  [title, role, none]: [title: string, role: string, none: string],
  idsOf: (quote: Quote) => readonly string[],
): Column {
  const found = new Map<string, Name>()
  for (const quote of quotes)
    for (const key of idsOf(quote).length === 0 ? [''] : idsOf(quote)) {
      const name = found.get(key) ?? { key, label: key === '' ? none : included.name(key), quotes: new Set() }
      name.quotes.add(quote.id)
      found.set(key, name)
    }
  const ranked = [...found.values()].sort(
    (one, other) => other.quotes.size - one.quotes.size || one.label.localeCompare(other.label, 'en'),
  )
  const [names, rest] =
    ranked.length > maxNames + 1 ? [ranked.slice(0, maxNames), ranked.slice(maxNames)] : [ranked, []]
  if (rest.length > 0)
    names.push({
      key: others,
      label: `${rest.length} others`,
      quotes: new Set(rest.flatMap(({ quotes }) => [...quotes])),
    })
  return { title, role, names, keysOf: ({ id }) => names.filter(({ quotes }) => quotes.has(id)).map(({ key }) => key) }
}

const svgNamespace = 'http://www.w3.org/2000/svg'

/** The diagram of some statements. */
export function flow(quotes: Quote[], included: Included): HTMLElement {
  const columns = [
    columnOf(quotes, included, ['Speaker', 'speaker', 'nobody is named'], ({ speakers }) => speakers),
    columnOf(quotes, included, ['Speaks to', 'addressee', 'not stated'], ({ addressees }) => addressees),
    columnOf(quotes, included, ['About', 'about', 'not stated'], ({ about }) => about),
  ]
  const element = document.createElement('div')
  element.className = 'flow'
  render(
    html`<svg aria-hidden="true"></svg>
      ${columns.map(
        ({ title, role, names }, index) => html`<div>
          <h3>${title}</h3>
          <ul>
            ${names.map(
              ({ key, label, quotes }) => html`<li data-place=${`${index} ${key}`} data-quotes=${[...quotes].join(' ')}>
                ${key === '' || key === others ? html`<span class="quiet">${label}</span>` : html`<a href=${hrefOf('quotes', { [role]: key })}>${label}</a>`}
                <span class="count" title="statements">${quotes.size}</span>
              </li>`,
            )}
          </ul>
        </div>`,
      )}`,
    element,
  )
  const lines = element.querySelector('svg') as SVGElement
  const drawLines = () => {
    const frame = element.getBoundingClientRect()
    const boxes = new Map(
      [...element.querySelectorAll<HTMLElement>('[data-place]')].map((item) => [
        item.dataset.place,
        item.getBoundingClientRect(),
      ]),
    )
    const line = (quote: Quote, start: DOMRect, end: DOMRect): SVGPathElement => {
      const [x1, y1] = [start.right - frame.left, start.top + start.height / 2 - frame.top]
      const [x2, y2] = [end.left - frame.left, end.top + end.height / 2 - frame.top]
      const path = document.createElementNS(svgNamespace, 'path')
      path.setAttribute('d', `M${x1},${y1}C${(x1 + x2) / 2},${y1} ${(x1 + x2) / 2},${y2} ${x2},${y2}`)
      path.setAttribute('class', quote.act)
      path.dataset.quote = quote.id
      return path
    }
    const between = (quote: Quote, left: number) =>
      (columns[left]?.keysOf(quote) ?? []).flatMap((from) =>
        (columns[left + 1]?.keysOf(quote) ?? []).flatMap((to) => {
          const [start, end] = [boxes.get(`${left} ${from}`), boxes.get(`${left + 1} ${to}`)]
          return start && end ? [line(quote, start, end)] : []
        }),
      )
    lines.setAttribute('viewBox', `0 0 ${frame.width} ${frame.height}`)
    lines.replaceChildren(...quotes.flatMap((quote) => [...between(quote, 0), ...between(quote, 1)]))
  }
  new ResizeObserver(drawLines).observe(element)

  /** Highlights the lines of the statements of a name; none if no name is pointed at. */
  const light = (target: EventTarget | null) => {
    const name = (target as Element | null)?.closest<HTMLElement>('[data-quotes]')
    const chosen = new Set(name?.dataset.quotes?.split(' '))
    element.classList.toggle('chosen', chosen.size > 0)
    for (const path of lines.querySelectorAll('path')) path.classList.toggle('on', chosen.has(path.dataset.quote ?? ''))
    for (const item of element.querySelectorAll<HTMLElement>('[data-quotes]'))
      item.classList.toggle(
        'on',
        item.dataset.quotes?.split(' ').some((id) => chosen.has(id)),
      )
  }
  element.addEventListener('pointerover', ({ target }) => light(target))
  element.addEventListener('focusin', ({ target }) => light(target))
  element.addEventListener('pointerleave', () => light(null))
  element.addEventListener('focusout', () => light(null))
  return element
}
