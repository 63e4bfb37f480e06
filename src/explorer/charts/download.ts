/** A chart as a file, as displayed: colours are written out, with the legend and the dataset below. */
import { inLines } from '../../charts/letters.ts'
import { measure } from '../drawing/measure.ts'

export interface Caption {
  title: string
  /** Meaning of the colours. */
  key: { colour: string; text: string }[]
  /** Meaning of the shapes, and origin of the facts. */
  notes: string[]
  /** Name of the file, without its extension. */
  name: string
}

const margin = 24
const lineHeight = 18
/** Least width of a file, so that its title and legend are not broken more than they need. */
const minWidth = 360

const svgNamespace = 'http://www.w3.org/2000/svg'

function element(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(svgNamespace, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.textContent = text
  return made
}

/** A text in as many lines as it needs. */
function paragraph(text: string, [x, y]: [number, number], room: number, font: Font): SVGElement[] {
  const { size, fill, weight = 400 } = font
  return inLines(text, { width: room, size, isBold: weight > 400, measure }).map((line, index) =>
    element('text', { x, y: y + index * size * 1.5, 'font-size': size, 'font-weight': weight, fill }, line),
  )
}

interface Font {
  size: number
  fill: string
  weight?: number
}

/** The legend in as many lines as it needs. */
function keyLines(key: Caption['key'], width: number, top: number): { elements: SVGElement[]; bottom: number } {
  let [x, y] = [margin, top]
  const elements = key.flatMap(({ colour, text }) => {
    const room = width - 2 * margin - 17
    const needed = 17 + Math.min(room, measure(text, 12, false))
    if (x > margin && x + needed > width - margin) [x, y] = [margin, y + lineHeight]
    const swatch = element('rect', { x, y: y - 10, width: 11, height: 11, fill: `var(${colour})` })
    const lines = paragraph(text, [x + 17, y], room, { size: 12, fill: 'var(--ink)' })
    x += needed + 20
    if (lines.length > 1) [x, y] = [margin, y + lines.length * lineHeight]
    return [swatch, ...lines]
  })
  return { elements, bottom: key.length === 0 || x === margin ? y - lineHeight : y }
}

function fileOf(drawing: SVGElement, { title, key, notes }: Caption): { text: string; width: number; height: number } {
  const [drawnWidth, drawnHeight] = ['width', 'height'].map((name) => Number(drawing.getAttribute(name))) as [
    number,
    number,
  ]
  const width = Math.max(minWidth, drawnWidth + 2 * margin)
  const room = width - 2 * margin
  const copy = drawing.cloneNode(true) as SVGElement
  for (const link of copy.querySelectorAll('a.row')) link.remove()
  const heading = paragraph(title, [margin, 32], room, { size: 16, fill: 'var(--ink)', weight: 600 })
  const top = 20 + heading.length * 24
  copy.setAttribute('x', String(margin))
  copy.setAttribute('y', String(top))
  const { elements, bottom } = keyLines(key, width, top + drawnHeight + 22)
  let y = bottom + lineHeight
  const remarks = notes.flatMap((note) => {
    const lines = paragraph(note, [margin, y], room, { size: 11, fill: 'var(--quiet)' })
    y += lines.length * 16.5 + 2
    return lines
  })
  const height = Math.ceil(y + 4)
  const whole = element('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': getComputedStyle(document.documentElement).fontFamily,
  })
  whole.append(element('rect', { width, height, fill: 'var(--paper)' }), ...heading, copy, ...elements, ...remarks)
  // Custom properties of the page have no meaning in the file.
  const styles = getComputedStyle(document.documentElement)
  const text = new XMLSerializer()
    .serializeToString(whole)
    .replace(/var\((--[\w-]+)\)/g, (_, name: string) => styles.getPropertyValue(name).trim())
  return { text, width, height }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** @param chart an element that holds the drawing */
export async function saveDrawing(kind: 'svg' | 'png', chart: Element, caption: Caption): Promise<void> {
  const drawing = chart.querySelector<SVGElement>('.drawing svg')
  if (drawing === null) return
  const { text, width, height } = fileOf(drawing, caption)
  if (kind === 'svg') return save(new Blob([text], { type: 'image/svg+xml' }), `${caption.name}.svg`)
  const image = new Image()
  // A data address is used, since the content security policy allows images from there.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  // Browsers draw nothing beyond some 16,000 pixels.
  const scale = Math.min(2, 16_000 / height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(width * scale)
  canvas.height = Math.floor(height * scale)
  const context = canvas.getContext('2d')
  context?.scale(scale, scale)
  context?.drawImage(image, 0, 0, width, height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob !== null) save(blob, `${caption.name}.png`)
}
