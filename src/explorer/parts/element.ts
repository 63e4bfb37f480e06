import { type nothing, render, type TemplateResult } from 'lit-html'

export type Content = TemplateResult | typeof nothing | string | Node | Content[]

/** Width in pixels below which nothing can be read. */
const minWidth = 260

/** Width in pixels of a page of paper, between its margins. */
const paperWidth = 700

/**
 * An element that redraws itself when its width changes. Widths are those at the default font size; with larger letters
 * the drawing is larger.
 */
export function fitted(draw: (width: number) => Content, className: string): HTMLElement {
  const element = document.createElement('div')
  element.className = className
  let [drawn, fitting] = [0, 0]
  const drawAt = (width: number) => {
    if (width === drawn) return
    drawn = width
    render(draw(width), element)
  }
  new ResizeObserver(([entry]) => {
    const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
    const width = Math.max(minWidth, Math.floor((entry?.contentRect.width ?? 0) / letters))
    // Its height alone changes when it is drawn.
    if (width === fitting) return
    fitting = width
    drawAt(width)
  }).observe(element)
  // Observers do not learn the width on paper.
  const onPrint = (event: Event) => {
    if (element.isConnected) return drawAt(event.type === 'beforeprint' ? paperWidth : fitting)
    for (const type of ['beforeprint', 'afterprint']) removeEventListener(type, onPrint)
  }
  for (const type of ['beforeprint', 'afterprint']) addEventListener(type, onPrint)
  return element
}
