import { html, render, type TemplateResult } from 'lit-html'
import { type Drawing, draw } from '../drawing/plot.ts'
import { fitted } from '../parts/element.ts'

/**
 * A drawing with the width of its container, and a card for the row that is pointed at or has the focus.
 * @param cardOf content of the card of a row
 */
export function chart(drawing: Drawing, cardOf: (index: number) => TemplateResult): HTMLElement {
  const card = document.createElement('div')
  card.className = 'card floating'
  card.hidden = true
  const element = document.createElement('div')
  element.className = 'chart'
  element.append(
    fitted((width) => html`${draw(drawing, width)}`, 'drawing'),
    card,
  )
  let shown: Element | null = null
  const show = ({ target }: Event) => {
    const link = (target as Element).closest<SVGElement>('a.row')
    if (link === null || link === shown) return
    shown = link
    render(cardOf(Number(link.dataset.row)), card)
    card.hidden = false
    const frame = element.getBoundingClientRect()
    const { top, bottom } = link.getBoundingClientRect()
    const fitsAbove = top > card.offsetHeight
    const fitsBelow = bottom + card.offsetHeight < window.innerHeight
    card.style.top = `${fitsAbove && !fitsBelow ? top - frame.top - card.offsetHeight : bottom - frame.top}px`
  }
  const hide = () => {
    shown = null
    card.hidden = true
  }
  // A finger that touches a row follows its link, so no card is shown.
  element.addEventListener('pointerover', (event) => event.pointerType !== 'touch' && show(event))
  element.addEventListener('pointerleave', hide)
  element.addEventListener('focusin', show)
  element.addEventListener('focusout', hide)
  element.addEventListener('keydown', ({ key }) => key === 'Escape' && hide())
  return element
}
