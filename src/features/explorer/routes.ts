import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { baseBelow, baseOf, namesOf } from './addresses.ts'
import { sendEmbedded } from './embed.ts'
import { explorerFolder, sendPage } from './page.ts'
import type { SummariseQuantity } from './quantity.ts'
import { overview, viewAt } from './views.ts'

/** Start of the paths that other sites may show in a frame. What is under it has no script and no state. */
export const embedPath = '/explore/embed/'

/** The page that draws the facts. Each of its views has an address under it. */
export const explorerRoutes =
  (summarise: SummariseQuantity): FastifyPluginAsync =>
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
        return sendPage(reply, await viewAt(request, namesOf(path), summarise), baseOf(path))
      })
    app.get(`${embedPath}*`, hidden, (request, reply) =>
      sendEmbedded(request, reply, namesOf(request.address.path).slice(1), summarise),
    )
  }

/** The overview of the explorer as the entry point of the service, for clients that prefer HTML. */
export const entryPage =
  (summarise: SummariseQuantity) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    sendPage(reply, await overview(request, summarise), baseBelow(request.originalUrl), { isNegotiated: true })
