/** Colours of charts, for pictures made without a style sheet, and the colour of each origin of knowledge. */

/** The colours of a chart: of CSS, or custom properties of a page. */
export interface ChartColours {
  paper: string
  ink: string
  quiet: string
  line: string
  /** The bounds of a total. */
  possible: string
  /** Claims that cannot both be right, and those beyond a bound. */
  conflict: string
  /** Origins, by `originColours`. */
  hues: readonly string[]
  /** Claims whose origin has no colour of its own, or is not known. */
  otherOrigin: string
}

export const lightColours: ChartColours = {
  paper: '#fdfdfb',
  ink: '#1b1f24',
  quiet: '#59616b',
  line: '#e2e2dc',
  possible: '#2c7a4b',
  conflict: '#b3261e',
  hues: ['#2f65a7', '#b2541f', '#2f7d5b', '#84549f', '#a83a68', '#7a6a14', '#187985', '#8c4a3d'],
  otherOrigin: '#6a717a',
}

/** The same by the custom properties of the explorer, which are light or dark. */
export const pageColours: ChartColours = {
  paper: 'var(--paper)',
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  line: 'var(--line)',
  possible: 'var(--possible)',
  conflict: 'var(--conflict)',
  hues: lightColours.hues.map((_, index) => `var(--hue-${index + 1})`),
  otherOrigin: 'var(--hue-none)',
}

/**
 * The colour of each origin, the same in every chart of a dataset: origins of the most reports have one of their own.
 * @param counts the origins of all reports of the dataset, as the facet `origin` counts them without filters
 */
export function originColours(
  counts: readonly { value: string | number | boolean | null; count: number }[],
  { hues }: Pick<ChartColours, 'hues'>,
): Map<string, string> {
  const ranked = counts
    .flatMap(({ value, count }) => (value === null ? [] : [{ origin: String(value), count }]))
    .sort((one, other) => other.count - one.count || (one.origin < other.origin ? -1 : 1))
  return new Map(hues.flatMap((hue, index) => (ranked[index] ? [[ranked[index].origin, hue]] : [])))
}
