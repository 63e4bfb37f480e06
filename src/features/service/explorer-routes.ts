import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { baseOf, namesOf } from './explorer-addresses.ts'
import { sendEmbedded } from './explorer-embed.ts'
import { explorerFolder, sendPage } from './explorer-page.ts'
import type { TellQuantity } from './explorer-quantity.ts'
import { viewAt } from './explorer-views.ts'

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
