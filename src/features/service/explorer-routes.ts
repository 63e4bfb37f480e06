import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { explorerFolder, sendPage } from './explorer-page.ts'

/** Where `explore/` is, seen from an address at or under it. */
function baseOf(path: string): string {
  const below = path.split('/').length - 3
  return below < 0 ? 'explore/' : `./${'../'.repeat(below)}`
}

/** The page that draws the facts. Every address under it is one of its views; which, the page itself reads. */
export const explorerRoutes: FastifyPluginAsync = async (app) => {
  await app.register(fastifyStatic, {
    root: join(explorerFolder, 'assets'),
    prefix: '/explore/assets/',
    // Their names are made from what is in them.
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
