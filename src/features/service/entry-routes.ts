/** The entry point: the dataset, and the addresses of the parts of the service. */
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problems, responseIn, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { prefersHtml } from '../../http/response/representations.ts'
import { meta, metaContract } from '../../listing/meta.ts'
import { countRecords } from '../../listing/queries.ts'
import { buildVersion } from '../../package.ts'

const countsContract = z
  .record(z.string(), z.int().min(0).max(1e12))
  .meta({ description: 'Number of records by collection.', examples: [{ sources: 1, quotes: 10 }] })

const rootContract = z
  .object({
    name: z.string().meta({ description: 'Title of the dataset.' }),
    description: z.string().meta({ description: 'Description of the dataset.' }),
    version: z.string().meta({ description: 'Version of the service.' }),
    counts: countsContract,
    links: z.record(z.string(), z.string()).meta({ description: 'Addresses of the parts of the service, by name.' }),
    meta: metaContract,
  })
  .meta({ id: 'Root', description: 'The dataset, and the addresses of the parts of the service.' })

const tags = ['service']
const querystring = z.strictObject({})
const failures = problems('invalid-parameter', 'internal-error', 'not-ready')

/** Sends the entry point as a page for people. */
export type SendEntryPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** The entry point as JSON or, for clients that prefer HTML, as a page. */
export const entryRoutes =
  (sendEntryPage: SendEntryPage): FastifyPluginCallback =>
  (instance, _options, done) => {
    const app = instance.withTypeProvider<ZodTypes>()
    const rootSchema = {
      operationId: 'getRoot',
      summary: 'Entry point: dataset and links',
      description: 'Title, counts, dataset version and links. Browsers, which prefer HTML, get the explorer.',
      tags,
      querystring,
      response: {
        200: responseIn('The entry point.', {
          'application/json': rootContract,
          'text/html': z.string().meta({ description: 'The explorer.' }),
        }),
        ...failures,
      },
    }
    app.get('/', { schema: rootSchema }, (request, reply) =>
      prefersHtml(request.headers.accept)
        ? sendEntryPage(request, reply)
        : reply.respond(() => writeRoot(request), { isNegotiated: true }),
    )

    const indexSchema = {
      operationId: 'getIndex',
      summary: 'Entry point of version 1',
      description: 'The entry point as JSON, whatever the client prefers.',
      tags,
      querystring,
      response: { 200: responseOf('The entry point.', rootContract), ...failures },
    }
    app.get('/v1', { schema: indexSchema }, (request, reply) => reply.respond(() => writeRoot(request)))
    done()
  }

async function writeRoot({ snapshot, publicUrl }: FastifyRequest): Promise<string> {
  const counts = await countRecords(snapshot)
  const to = (path: string) => publicUrl + path
  const lists = Object.fromEntries(Object.keys(counts).map((collection) => [collection, to(`/v1/${collection}`)]))
  const links = {
    codebook: to('/v1/codebook'),
    context_jsonld: to('/v1/context.jsonld'),
    docs: to('/docs'),
    explore: to('/explore'),
    export: to('/v1/export'),
    openapi_json: to('/openapi.json'),
    openapi_yaml: to('/openapi.yaml'),
    search: to('/v1/search{?q}'),
    timeline: to('/v1/timeline'),
    changes: to('/v1/changes'),
    versions: to('/v1/versions'),
    ...lists,
  }
  const { title, description } = snapshot.dataset
  return JSON.stringify({ name: title, description, version: buildVersion, counts, links, meta: meta(snapshot) })
}
