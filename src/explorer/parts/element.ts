import { type nothing, render, type TemplateResult } from 'lit-html'

export type Content = TemplateResult | typeof nothing | string | Node | Content[]

/** Width in pixels below which nothing can be read. */
const minWidth = 260

/**
 * An element that redraws itself when its width changes. Widths are those at the default font size; with larger letters
 * the drawing is larger.
 */
export function fitted(draw: (width: number) => Content, className: string): HTMLElement {
  const element = document.createElement('div')
  element.className = className
  let drawn = 0
  new ResizeObserver(([entry]) => {
    const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
    const width = Math.max(minWidth, Math.floor((entry?.contentRect.width ?? 0) / letters))
    if (width === drawn) return
    drawn = width
    render(draw(width), element)
  }).observe(element)
  return element
}
