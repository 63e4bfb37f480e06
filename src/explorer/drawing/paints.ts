/** Fills for the parts of a row, as SVG. */

export type Look = 'solid' | 'pale' | 'hatched' | 'fades-left' | 'fades-right' | 'stub-left' | 'stub-right'

/** An SVG element with its attributes and children. */
export function svg(name: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  element.append(...children)
  return element
}

const fade = (id: string, colour: string, [from, to]: [number, number]): Node =>
  svg(
    'linearGradient',
    { id },
    svg('stop', { offset: 0, 'stop-color': colour, 'stop-opacity': from }),
    svg('stop', { offset: 1, 'stop-color': colour, 'stop-opacity': to }),
  )

/** SVG definitions that paints refer to, for each colour of a chart by its index. */
export const definitions = (colours: string[]): SVGElement =>
  svg(
    'defs',
    {},
    ...colours.flatMap((property, index) => {
      const colour = `var(${property})`
      return [
        fade(`fades-left-${index}`, colour, [0, 0.85]),
        fade(`fades-right-${index}`, colour, [0.85, 0]),
        svg(
          'pattern',
          {
            id: `hatched-${index}`,
            width: 6,
            height: 6,
            patternUnits: 'userSpaceOnUse',
            patternTransform: 'rotate(45)',
          },
          svg('rect', { width: 2, height: 6, fill: colour }),
        ),
        svg(
          'pattern',
          { id: `stub-${index}`, width: 5, height: 10, patternUnits: 'userSpaceOnUse' },
          svg('rect', { x: 1, width: 2, height: 10, fill: colour, opacity: 0.75 }),
        ),
      ]
    }),
  )

/** The fill of a part of a row; `index` is that of its colour in the definitions. */
export function paintOf(look: Look, colour: string, index: number): string {
  if (look === 'solid') return `var(${colour})`
  if (look === 'pale') return `color-mix(in srgb, var(${colour}) 42%, transparent)`
  return `url(#${look.startsWith('stub') ? 'stub' : look}-${index})`
}
