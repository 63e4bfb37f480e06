/** The parameters of pictures. */
import { z } from 'zod'
import { integerType, parameter, termType } from '../../http/contract/parameters.ts'
import { terms } from '../../vocabulary.ts'
import { readingQuery } from './parameters.ts'

export const themes = {
  light: 'Dark text on a light ground.',
  dark: 'Light text on a dark ground.',
} as const

/** Most claims that a picture shows. */
export const maxDrawn = 500
export const defaultWidth = 960

export const pictureQuery = z.strictObject({
  ...readingQuery.shape,
  width: parameter(
    integerType(300, 2400),
    `Width of the picture in pixels, 300 to 2400; beyond 960 it is the same drawing, enlarged. Its height follows from its content. Default: ${defaultWidth}.`,
    '1200',
  ),
  theme: parameter(termType(terms(themes)), 'Colours of the picture. Default: light.', 'dark'),
})
export type PictureQuery = z.output<typeof pictureQuery>
