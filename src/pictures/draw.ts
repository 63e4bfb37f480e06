/** Draws pictures. It is loaded in a thread of its own alone: what it needs is large, and drawing takes long. */
import { parseHTML } from 'linkedom'
import { captioned, chartWidth } from '../charts/captioned.ts'
import { corridorHeight, drawCorridor } from '../charts/corridor-chart.ts'
import type { SvgDocument } from '../charts/svg.ts'
import type { Picture } from './picture.ts'
import { pngOf } from './png.ts'

/** The document in which elements are made. None is ever added to it. */
const document = parseHTML('<html><body></body></html>').document as unknown as SvgDocument

/** Width in pixels up to which a picture has its own layout. A wider one is the same drawing, enlarged. */
const widestLayout = 960

const fontFamily = 'system-ui, sans-serif'

function svgOf({ model, caption, colours, width: shownWidth }: Picture): string {
  const width = Math.min(shownWidth, widestLayout)
  const drawing = { document, width: chartWidth(width), colours, fontFamily }
  const height = corridorHeight(model, drawing)
  const chart = drawCorridor(model, { ...drawing, height })
  return String(captioned(chart, caption, { ...drawing, width, chartHeight: height, shownWidth }))
}

/** @returns null where this machine cannot make the format */
export const draw = async (picture: Picture): Promise<string | Uint8Array | null> =>
  picture.format === 'svg' ? svgOf(picture) : pngOf(svgOf(picture), picture.width)
