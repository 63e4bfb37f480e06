/** The page of the explorer as it is sent: the built file, filled with what the view at its address says. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyReply } from 'fastify'
import { Problem } from '../../http/contract/problems.ts'
import type { ResponseOptions } from '../../http/response/respond.ts'
import { inPackage } from '../../package.ts'
import { frameOf, headOf, type PageView } from './frame.ts'

/** Output folder of the build, with the page and its assets. */
export const explorerFolder = inPackage('dist', 'src', 'explorer')

/** The page is read for each request, since it may be rebuilt while the service runs. */
function builtPage(): string {
  const file = join(explorerFolder, 'index.html')
  if (!existsSync(file)) throw new Problem('not-ready', 'The explorer is not built: `npm run build` builds it.')
  return readFileSync(file, 'utf8')
}

/**
 * Sends the page.
 * @param base address of `explore/` relative to the requested address, so that the page works under any path that a
 * proxy puts before it
 */
export function sendPage(
  reply: FastifyReply,
  view: PageView,
  base: string,
  options?: ResponseOptions,
): Promise<FastifyReply> {
  const page = builtPage()
  const { publicUrl } = reply.request
  const make = () =>
    page
      .replace('<!-- base -->', `<base href="${base}">`)
      .replace('<!-- head -->', () => headOf(view, publicUrl).text)
      .replace('<!-- view -->', () => frameOf(view).text)
  if (view.status === undefined) return reply.respond({ 'text/html': make }, { ...options, variant: page })
  return sendRefusal(reply, view.status, make())
}

/** Sends a page for an address that has none. */
export const sendRefusal = async (reply: FastifyReply, status: number, page: string): Promise<FastifyReply> =>
  reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
