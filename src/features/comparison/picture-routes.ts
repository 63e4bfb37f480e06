import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { Problem } from '../../http/contract/problems.ts'
import { without } from '../../http/response/address.ts'
import type { ResponseContent } from '../../http/response/representations.ts'
import { idParams } from '../../listing/by-id.ts'
import { drawn, type Picture } from '../../pictures/picture.ts'
import { quantityList } from '../../records/quantities/list.ts'
import { refuseOthers, refuseSeveral } from './corridor.ts'
import { pictureOf } from './picture.ts'
import { defaultWidth, maxDrawn, type PictureQuery, pictureQuery } from './picture-contract.ts'
import { readAsked, readClaims } from './reading.ts'

const description = `The corridor over time, with its claims, and in the picture its title, the date of the dataset, the sources,
the licence and the address. The filters and readings are those of the corridor. At most ${maxDrawn} claims are drawn.`

/** The corridor of the claims about a quantity as a picture. */
export const pictureRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const path = '/v1/quantities/:id/corridor'
  const common = {
    tags: ['quantities'],
    params: idParams({ ...quantityList, example: 'containers-delivered-kp-ru' }),
    querystring: pictureQuery,
  }
  const failures = ['invalid-parameter', 'not-found', 'gone', 'internal-error', 'not-ready'] as const
  const svgSchema = {
    ...common,
    operationId: 'getCorridorSvg',
    summary: 'A corridor as a picture, SVG',
    description,
    response: {
      200: responseOf('The picture.', z.string().meta({ description: 'SVG.' }), 'image/svg+xml'),
      ...problems(...failures),
    },
  }
  app.get(`${path}.svg`, { schema: svgSchema }, async (request, reply) => {
    const make = await readPicture(request, request.params.id, request.query, 'svg')
    return reply.respond({ 'image/svg+xml': make })
  })
  const pngSchema = {
    ...common,
    operationId: 'getCorridorPng',
    summary: 'A corridor as a picture, PNG',
    description: `${description} Of some machines the service has no program that makes PNG: they have SVG alone.`,
    response: {
      200: responseOf(
        'The picture.',
        z.string().meta({ description: 'PNG.', contentMediaType: 'image/png' }),
        'image/png',
      ),
      ...problems('cannot-make-format', ...failures),
    },
  }
  app.get(`${path}.png`, { schema: pngSchema }, async (request, reply) => {
    const make = await readPicture(request, request.params.id, request.query, 'png')
    return reply.respond({ 'image/png': make })
  })
  done()
}

/**
 * Reads a request for a picture.
 * @returns the function that makes it
 * @throws Problem for what cannot be drawn
 */
async function readPicture(
  request: FastifyRequest,
  id: string,
  query: PictureQuery,
  format: Picture['format'],
): Promise<() => Promise<ResponseContent>> {
  const { snapshot, address } = request
  const { width = defaultWidth, theme = 'light', condition, strict, tolerance, spreads, ...filters } = query
  const asked = await readAsked(request, id, { condition, strict, tolerance, spreads }, filters)
  refuseOthers(asked)
  return async () => {
    const compared = await readClaims(snapshot, asked)
    refuseSeveral(asked, compared)
    refuseMany(compared.claims.length)
    const picture = await pictureOf(snapshot, asked, compared, {
      ...{ width, theme, format },
      address: `${request.publicUrl}/explore/quantities/${id}`,
      conditions: [...without(address.parameters, ['width', 'theme', 'condition'])],
    })
    const made = await drawn(picture)
    if (made !== null) return { body: typeof made === 'string' ? made : Buffer.from(made) }
    const detail = `This machine has no program that makes PNG. Allowed: /v1/quantities/${id}/corridor.svg.`
    throw new Problem('cannot-make-format', detail, { allowed: ['image/svg+xml'] })
  }
}

function refuseMany(claims: number): void {
  if (claims <= maxDrawn) return
  throw new Problem(
    'invalid-parameter',
    `${claims} claims would be drawn. Allowed: at most ${maxDrawn}. Narrow them down with filters such as claimant, source, origin, known_by or said_after.`,
  )
}
