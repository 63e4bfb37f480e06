import type { Measure } from '../../charts/letters.ts'

let context: CanvasRenderingContext2D | null | undefined

/** The width of a text in the font of the page. */
export const measure: Measure = (text, size, isBold) => {
  context ??= document.createElement('canvas').getContext('2d')
  if (context === null) return text.length * size
  context.font = `${isBold ? 600 : 400} ${size}px ${getComputedStyle(document.documentElement).fontFamily}`
  return context.measureText(text).width
}
