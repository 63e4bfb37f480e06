import { Command } from 'commander'
import type { FastifyInstance } from 'fastify'
import { createClient } from '../client/index.ts'
import { readConfig } from '../config.ts'
import { ensureDatabase } from '../load/ensure.ts'
import { remoteService, type Service } from '../mcp/service.ts'
import { refuseOtherDataset, refuseSeedOnServer, seedFolder, seedOption } from './seed-folder.ts'
import { UsageError } from './usage-error.ts'

export const mcpCommand = new Command('mcp')
  .description(
    'Answer agents over standard input and output, by the Model Context Protocol (settings: DATABASE_FILE, DATABASE_URL, PUBLIC_URL)',
  )
  .option('--url <address>', 'ask the service at this address instead of the facts of the package')
  .addOption(seedOption())
  .action(async ({ url, seed }: { url?: string; seed?: string }) => {
    if (url !== undefined && seed !== undefined) throw new UsageError('Give --url or --seed, not both.')
    const { service, close } = url === undefined ? await ownService(seed) : { service: serviceAt(url), close() {} }
    // Help needs no implementation of the protocol. Standard output carries nothing else.
    const { serveAgents } = await import('../mcp/server.ts')
    serveAgents(service)
    process.stdin.once('end', close)
  })

function serviceAt(url: string): Service {
  const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  if (!isHttp) throw new UsageError(`"${url}" is no address of a service. Allowed: such as https://facts.example.`)
  return remoteService(url.replace(/\/+$/, ''))
}

/** The facts of the package, or of the database in DATABASE_URL, in this process and without a port. */
async function ownService(seed: string | undefined): Promise<{ service: Service; close(): void }> {
  const folder = seedFolder(seed)
  const { databaseFile, database, publicUrl } = readConfig(process.env)
  if (seed !== undefined) refuseSeedOnServer('--seed', database)
  if (seed !== undefined) refuseOtherDataset(folder, databaseFile)
  if (database === undefined) {
    const { done, warning } = ensureDatabase(databaseFile, folder)
    for (const line of [done, warning]) if (line !== null) console.error(line)
  }
  const { buildApp } = await import('../app.ts')
  const app = await buildApp({ databaseFile, database, publicUrl })
  const facts = createClient('http://127.0.0.1', { fetch: (request) => inject(app, request) })
  return { service: { facts, base: publicUrl }, close: () => void app.close() }
}

async function inject(app: FastifyInstance, { url }: Request): Promise<Response> {
  const { pathname, search } = new URL(url)
  const { statusCode: status, headers, rawPayload } = await app.inject(pathname + search)
  return new Response(rawPayload, { status, headers: { 'content-type': String(headers['content-type']) } })
}
