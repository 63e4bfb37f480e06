import { html, render, type TemplateResult } from 'lit-html'
import { type Drawing, draw } from '../drawing/plot.ts'
import { fitted } from '../parts/element.ts'

/**
 * A drawing with the width of its container, and a card for the mark that is pointed at, tapped or has the focus.
 * @param drawn the drawing of some width, with an `a.row` for each mark
 * @param cardOf content of the card of a mark, by its `data-row`
 */
export function chartOf(drawn: (width: number) => SVGElement, cardOf: (row: string) => TemplateResult): HTMLElement {
  const card = document.createElement('div')
  card.className = 'card floating'
  card.hidden = true
  const element = document.createElement('div')
  element.className = 'chart'
  element.append(
    fitted((width) => html`${drawn(width)}`, 'drawing'),
    card,
  )
  let shown: Element | null = null
  let isTouched = false
  const linkAt = ({ target }: Event) => (target as Element).closest<SVGElement>('a.row')
  const show = (event: Event) => {
    const link = linkAt(event)
    if (link === null || link === shown) return
    shown = link
    render(cardOf(link.dataset.row ?? ''), card)
    card.hidden = false
    const frame = element.getBoundingClientRect()
    const { top, bottom, left, right } = link.getBoundingClientRect()
    const fitsAbove = top > card.offsetHeight
    const fitsBelow = bottom + card.offsetHeight < window.innerHeight
    card.style.top = `${fitsAbove && !fitsBelow ? top - frame.top - card.offsetHeight : bottom - frame.top}px`
    // A wide mark has the card at the right edge, a narrow one below or above itself.
    const middle = (left + right) / 2 - frame.left - card.offsetWidth / 2
    const place = right - left > frame.width / 2 ? frame.width : middle
    card.style.left = `${Math.max(0, Math.min(place, frame.width - card.offsetWidth))}px`
  }
  const hide = () => {
    shown = null
    card.hidden = true
  }
  element.addEventListener('pointerdown', ({ pointerType }) => {
    isTouched = pointerType === 'touch'
  })
  // A first tap shows the card, a second one follows the link.
  element.addEventListener('click', (event) => {
    const link = linkAt(event)
    if (!isTouched || link === null) return
    isTouched = false
    if (link === shown && link.hasAttribute('data-tapped')) return
    for (const other of element.querySelectorAll('[data-tapped]')) other.removeAttribute('data-tapped')
    link.setAttribute('data-tapped', '')
    event.preventDefault()
    show(event)
  })
  element.addEventListener('pointerover', (event) => event.pointerType !== 'touch' && show(event))
  element.addEventListener('pointerleave', (event) => event.pointerType !== 'touch' && hide())
  element.addEventListener('focusin', show)
  element.addEventListener('focusout', hide)
  element.addEventListener('keydown', ({ key }) => key === 'Escape' && hide())
  return element
}

/** A chart of rows. */
export const chart = (drawing: Drawing, cardOf: (index: number) => TemplateResult): HTMLElement =>
  chartOf(
    (width) => draw(drawing, width),
    (row) => cardOf(Number(row)),
  )
