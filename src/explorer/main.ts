/**
 * Shows the view of the current address. Every view can be restored from its address, and is made from responses of the
 * API.
 */
import { html, render, type TemplateResult } from 'lit-html'
import { type Address, addressOf, apiUrl, homeHref, hrefOf, listHref } from './parts/address.ts'
import { isCollection } from './parts/collections.ts'
import { fieldValue } from './parts/forms.ts'
import type { View } from './parts/view.ts'
import { listView } from './views/list.ts'
import { overviewView } from './views/overview.ts'
import { problemView } from './views/problem.ts'
import { quantityView } from './views/quantity.ts'
import { quotesView } from './views/quotes.ts'
import { recordView } from './views/record.ts'
import { searchView } from './views/search.ts'
import { timelineView } from './views/timeline.ts'

const menu = [
  ['quantities', 'Numbers'],
  ['quotes', 'Who says what'],
  ['timeline', 'Timeline'],
  ['search', 'Search'],
  ['sources', 'Sources'],
] as const

async function viewOf({ path, query }: Address): Promise<View> {
  const [name, id, ...more] = path
  if (name === undefined) return overviewView(query)
  if (more.length === 0 && id !== undefined && isCollection(name) && /^[\w-]+$/.test(id))
    return name === 'quantities' ? quantityView(id, query) : recordView(name, id, query)
  if (id === undefined) {
    if (name === 'search') return searchView(query)
    if (name === 'timeline') return timelineView(query)
    if (name === 'quotes') return quotesView(query)
    if (isCollection(name)) return listView(name, query)
  }
  return {
    title: 'Nothing here',
    content: html`<h1 tabindex="-1">Nothing is shown at this address</h1>
      <p>There are ${menu.map(([href, text]) => html`<a href=${href}>${text}</a>, `)} and <a href=${homeHref}>the overview</a>.</p>`,
  }
}

function page(content: TemplateResult, current: string): TemplateResult {
  const item = ([href, text]: readonly [string, string]) =>
    html`<a href=${listHref(href)} aria-current=${href === current ? 'page' : 'false'}>${text}</a>`
  return html`
    <a class="skip" href="#main" @click=${skip}>To the content</a>
    <header>
      <a class="home" href=${homeHref}>Conflict Facts</a>
      <nav aria-label="Views">${menu.map(item)}</nav>
    </header>
    <main id="main">${content}</main>
    <footer>
      <a href="../docs/">Swagger UI</a> <a href="../v1/codebook">Codebook</a> <a href="../v1/export">Export</a>
      <a href=${apiUrl('/openapi.yaml')}>OpenAPI</a>
      <p class="quiet">Every number, word and date on these pages comes from the API. Nothing is averaged.</p>
    </footer>`
}

/** Moves the focus to the content: a link with a fragment alone would lead to the base of the page. */
function skip(event: Event): void {
  event.preventDefault()
  focusHead()
}

const root = document.getElementById('explorer') as HTMLElement
const focusHead = () => root.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })

/** Removes the text that the server sent for readers without JavaScript, once there is a view in its place. */
let removeSentText = () => {
  root.replaceChildren()
  removeSentText = () => {}
}

let latest = 0

/**
 * Loads and shows the view of the current address.
 * @param top scroll position for a reader who comes to another view; undefined to stay in place after a change within
 * the same view
 */
async function show(top?: number): Promise<void> {
  const turn = ++latest
  const url = new URL(location.href)
  const address = addressOf(url) ?? { path: [], query: url.searchParams }
  root.ariaBusy = 'true'
  const view = await viewOf(address).catch((error) => problemView(error, address))
  // The address changed again meanwhile.
  if (turn !== latest) return
  root.ariaBusy = 'false'
  removeSentText()
  document.title = view.title === 'Conflict Facts' ? view.title : `${view.title} – Conflict Facts`
  render(page(view.content, address.path[0] ?? ''), root)
  if (top === undefined) return
  focusHead()
  // A chart gets its height when it is drawn, which is with the next frame.
  requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, top)))
}

function go(href: string): void {
  const before = location.pathname
  history.replaceState({ top: scrollY }, '')
  history.pushState(null, '', href)
  void show(location.pathname === before ? undefined : 0)
}

document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement | SVGAElement>('a[href]')
  const isPlain =
    event instanceof MouseEvent &&
    event.button === 0 &&
    !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  if (link === null || event.defaultPrevented || !isPlain) return
  const url = new URL(link.getAttribute('href') ?? '', document.baseURI)
  if (link.hasAttribute('download') || addressOf(url) === undefined) return
  event.preventDefault()
  go(url.href)
})

/** Opens the address of a submitted form; empty fields are left out. */
function submit(form: HTMLFormElement): void {
  const fields = [...form.elements].filter((one) => one instanceof HTMLInputElement || one instanceof HTMLSelectElement)
  const values = fields.map((field) => [field.name, fieldValue(field)])
  const query = new URLSearchParams(values.filter(([name, value]) => name !== '' && value !== ''))
  go(new URL(hrefOf(form.getAttribute('action') ?? '', query), document.baseURI).href)
}
document.addEventListener('submit', (event) => {
  event.preventDefault()
  submit(event.target as HTMLFormElement)
})
document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLSelectElement && target.form !== null) submit(target.form)
})
addEventListener('popstate', ({ state }) => void show(state?.top ?? 0))

void show()
