/** Pictures as PNG. Fonts of the machine are never used, so that a picture has the same bytes everywhere. */
import { inPackage } from '../package.ts'

/** The font that all text is set in: text in a font that is missing vanishes without an error. */
const fontFile = inPackage('fonts', 'DejaVuSansCondensed.ttf')
const fontFamily = 'DejaVu Sans Condensed'

type Resvg = typeof import('@resvg/resvg-js')

/** null: there is no binary for this machine. A package of CommonJS has its names in `default`. */
const loading: Promise<Resvg | null> = import('@resvg/resvg-js').then(
  ({ default: resvg }) => resvg as unknown as Resvg,
  () => null,
)

/**
 * A picture as PNG.
 * @param width pixels
 * @returns null where this machine cannot make one
 */
export async function pngOf(svg: string, width: number): Promise<Uint8Array | null> {
  const resvg = await loading
  if (resvg === null) return null
  const font = {
    loadSystemFonts: false,
    fontFiles: [fontFile],
    defaultFontFamily: fontFamily,
    sansSerifFamily: fontFamily,
  }
  return new resvg.Resvg(svg, { fitTo: { mode: 'width', value: width }, font }).render().asPng()
}
