/** A chart as a file, as displayed: colours are written out, with the legend and the dataset below. */

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
const letters = '12px system-ui, sans-serif'

const svgNamespace = 'http://www.w3.org/2000/svg'

function element(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(svgNamespace, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.textContent = text
  return made
}

/** The legend in as many lines as it needs. */
function keyLines(key: Caption['key'], width: number, top: number): { elements: SVGElement[]; bottom: number } {
  const context = document.createElement('canvas').getContext('2d')
  if (context !== null) context.font = letters
  let [x, y] = [margin, top]
  const elements = key.flatMap(({ colour, text }) => {
    const needed = 18 + (context?.measureText(text).width ?? text.length * 7) + 20
    if (x > margin && x + needed > width - margin) [x, y] = [margin, y + lineHeight]
    const item = [
      element('rect', { x, y: y - 10, width: 11, height: 11, fill: `var(${colour})` }),
      element('text', { x: x + 17, y, 'font-size': 12, fill: 'var(--ink)' }, text),
    ]
    x += needed
    return item
  })
  return { elements, bottom: key.length === 0 ? top - lineHeight : y }
}

function fileOf(drawing: SVGElement, { title, key, notes }: Caption): { text: string; width: number; height: number } {
  const [drawnWidth, drawnHeight] = ['width', 'height'].map((name) => Number(drawing.getAttribute(name))) as [
    number,
    number,
  ]
  const width = drawnWidth + 2 * margin
  const copy = drawing.cloneNode(true) as SVGElement
  for (const link of copy.querySelectorAll('a.row')) link.remove()
  copy.setAttribute('x', String(margin))
  copy.setAttribute('y', '44')
  const { elements, bottom } = keyLines(key, width, drawnHeight + 64)
  const height = bottom + (notes.length + 1) * lineHeight + 8
  const whole = element('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'system-ui, sans-serif',
  })
  whole.append(
    element('rect', { width, height, fill: 'var(--paper)' }),
    element('text', { x: margin, y: 32, 'font-size': 16, 'font-weight': 600, fill: 'var(--ink)' }, title),
    ...[copy, ...elements],
    ...notes.map((note, index) =>
      element('text', { x: margin, y: bottom + (index + 1) * lineHeight, 'font-size': 11, fill: 'var(--quiet)' }, note),
    ),
  )
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
