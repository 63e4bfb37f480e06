import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { baseBelow, baseOf, namesOf } from './addresses.ts'
import { sendEmbedded } from './embed.ts'
import { explorerFolder, sendPage } from './page.ts'
import type { TellQuantity } from './quantity.ts'
import { overview, viewAt } from './views.ts'

/** Start of the paths that other sites may show in a frame. What is under it has no script and no state. */
export const embedPath = '/explore/embed/'

/** The page that draws the facts. Each of its views has an address under it. */
export const explorerRoutes =
  (tell: TellQuantity): FastifyPluginAsync =>
  async (app) => {
    await app.register(fastifyStatic, {
      root: join(explorerFolder, 'assets'),
      prefix: '/explore/assets/',
      // File names contain a hash of the content.
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      index: false,
      decorateReply: false,
      suppressWarning: true,
    })
    const hidden = { schema: { hide: true } }
    for (const url of ['/explore', '/explore/*'])
      app.get(url, hidden, async (request, reply) => {
        const { path } = request.address
        return sendPage(reply, await viewAt(request, namesOf(path), tell), baseOf(path))
      })
    app.get(`${embedPath}*`, hidden, (request, reply) =>
      sendEmbedded(request, reply, namesOf(request.address.path).slice(1), tell),
    )
  }

/** The overview of the explorer as the entry point of the service, for clients that prefer HTML. */
export const entryPage =
  (tell: TellQuantity) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    sendPage(reply, await overview(request, tell), baseBelow(request.originalUrl), { isNegotiated: true })
