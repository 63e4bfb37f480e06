import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Store } from '../../db/open.ts'
import { problems, responseIn, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { servedDocument, servedYaml } from '../../http/contract/openapi.ts'
import { requiredParameter, termType } from '../../http/contract/parameters.ts'
import { type ProblemType, problemTypes } from '../../http/contract/problem-types.ts'
import { Problem } from '../../http/contract/problems.ts'
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

const healthContract = z
  .object({
    status: z.literal('ok').meta({ description: 'ok; anything else is a problem.' }),
    dataset_version: z.string().optional().meta({ description: 'Version of the dataset that is being served.' }),
  })
  .meta({ id: 'Health', description: 'The state of the service.' })

const problemTypeContract = z
  .object({
    type: z.string().meta({ description: 'The `type` of such problems.' }),
    title: z.string().meta({ description: 'Meaning of the problem.' }),
    status: z.int().min(400).max(599).meta({ description: 'Its HTTP status.' }),
    advice: z.string().meta({ description: 'What a client can do about it.' }),
  })
  .meta({ id: 'ProblemType', description: 'A kind of problem in responses of this service.' })

const noParameters = z.strictObject({})

/** Sends the entry point as a page for people. */
export type SendEntryPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Routes of no single type of record: the entry point, health, the contract itself, kinds of problem. */
export const serviceRoutes =
  (store: Store, sendEntryPage: SendEntryPage): FastifyPluginCallback =>
  (instance, _options, done) => {
    const app = instance.withTypeProvider<ZodTypes>()
    const tags = ['service']
    const failures = problems('invalid-parameter', 'internal-error', 'not-ready')

    const rootSchema = {
      operationId: 'getRoot',
      summary: 'Entry point: dataset and links',
      description: 'Title, counts, dataset version and links. Browsers, which prefer HTML, get the explorer.',
      tags,
      querystring: noParameters,
      response: {
        200: responseIn('The entry point.', {
          'application/json': rootContract,
          'text/html': z.string().meta({ description: 'The explorer.' }),
        }),
        ...failures,
      },
    }
    const writeRoot = async ({ snapshot, publicUrl }: FastifyRequest) => {
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
      querystring: noParameters,
      response: { 200: responseOf('The entry point.', rootContract), ...failures },
    }
    app.get('/v1', { schema: indexSchema }, (request, reply) => reply.respond(() => writeRoot(request)))

    const liveSchema = {
      operationId: 'getLiveness',
      summary: 'Is the process alive?',
      description: 'Responds as long as the process can respond at all.',
      tags,
      querystring: noParameters,
      response: { 200: responseOf('It is.', healthContract), ...problems('invalid-parameter', 'internal-error') },
    }
    app.get('/health/live', { schema: liveSchema }, (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ status: 'ok' }),
    )

    const readySchema = {
      operationId: 'getReadiness',
      summary: 'Can it serve the facts?',
      description: 'Reads from the database before it says so.',
      tags,
      querystring: noParameters,
      response: { 200: responseOf('It can.', healthContract), ...failures },
    }
    app.get('/health/ready', { schema: readySchema }, async (request, reply) => {
      try {
        const { version } = await store.readDataset()
        return reply.header('cache-control', 'no-store').send({ status: 'ok', dataset_version: version })
      } catch (error) {
        request.log.error({ err: error }, 'database unreadable')
        throw new Problem('not-ready', 'The database cannot be read.')
      }
    })

    const problemSchema = {
      operationId: 'getProblemType',
      summary: 'Meaning of a kind of problem, and what to do about it',
      description: 'The address that stands in `type` of a problem.',
      tags,
      params: z.strictObject({
        name: requiredParameter(
          termType(Object.keys(problemTypes) as ProblemType[]),
          'Name of the problem.',
          'invalid-parameter',
        ),
      }),
      querystring: noParameters,
      response: {
        200: responseOf('The kind of problem.', problemTypeContract),
        ...problems('invalid-parameter', 'internal-error', 'not-ready'),
      },
    }
    app.get('/problems/:name', { schema: problemSchema }, (request, reply) => {
      const { name } = request.params
      const [status, title, advice] = problemTypes[name]
      return reply.respond(() => JSON.stringify({ type: `${app.publicUrl}/problems/${name}`, title, status, advice }))
    })

    const yaml = servedYaml(app.publicUrl)
    const hidden = { hide: true, querystring: noParameters }
    app.get('/openapi.yaml', { schema: hidden }, ({ publicUrl }, reply) =>
      reply.respond({ 'application/yaml': () => servedYaml(publicUrl) }, { variant: yaml }),
    )
    app.get('/openapi.json', { schema: hidden }, ({ publicUrl }, reply) =>
      // The document is parsed on the first request, since that takes longer than a start should.
      reply.respond(() => JSON.stringify(servedDocument(publicUrl)), { variant: yaml }),
    )
    done()
  }
