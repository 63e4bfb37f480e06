import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { explorerFolder, sendPage } from './explorer-page.ts'

/** The address of `explore/` relative to an address at or under it. */
function baseOf(path: string): string {
  const below = path.split('/').length - 3
  return below < 0 ? 'explore/' : `./${'../'.repeat(below)}`
}

/** The page that draws the facts. Every address under it is one of its views; the page itself reads which. */
export const explorerRoutes: FastifyPluginAsync = async (app) => {
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
  for (const url of ['/explore', '/explore/*'])
    app.get(url, { schema: { hide: true } }, ({ url }, reply) => sendPage(reply, baseOf(url.replace(/\?.*$/s, ''))))
}
