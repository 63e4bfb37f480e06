import { randomUUID } from 'node:crypto'
import cors from '@fastify/cors'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import type { Registry } from 'prom-client'
import { codebook } from './codebook.ts'
import type { Store } from './db/open.ts'
import { documentInfo } from './document-info.ts'
import { annotationRoutes } from './features/annotations/routes.ts'
import { citationRoutes } from './features/citations/routes.ts'
import { codebookRoutes } from './features/codebook/routes.ts'
import { whyNoAggregation } from './features/comparison/aggregations.ts'
import { agreementRoutes } from './features/comparison/agreement-routes.ts'
import { corridorRoutes } from './features/comparison/corridor-routes.ts'
import { pictureRoutes } from './features/comparison/picture-routes.ts'
import { summariseQuantity } from './features/comparison/quantity-summary.ts'
import { comparisonRoutes } from './features/comparison/routes.ts'
import { embedPath, entryPage, explorerRoutes } from './features/explorer/routes.ts'
import { exportRoutes } from './features/export/routes.ts'
import { historyRoute } from './features/history/routes.ts'
import { searchRoutes } from './features/search/routes.ts'
import { seriesRoutes } from './features/series/routes.ts'
import { contractRoutes } from './features/service/contract-routes.ts'
import { entryRoutes } from './features/service/entry-routes.ts'
import { healthRoutes } from './features/service/health-routes.ts'
import { swaggerUiOptions } from './features/service/swagger-ui.ts'
import { versionsOf } from './features/versions/served-version.ts'
import { schemaController, useZodContract } from './http/contract/contract.ts'
import { announceDeprecations } from './http/contract/deprecation.ts'
import { servedDocument } from './http/contract/openapi.ts'
import { readQuery } from './http/contract/parameters.ts'
import { Problem } from './http/contract/problems.ts'
import { traceRequests } from './http/observe/log.ts'
import { limitConnections, timeouts } from './http/protect/connections.ts'
import { watchTraffic } from './http/protect/drain.ts'
import { refuseMalformed, refuseUnreadable, refuseUnroutable } from './http/protect/malformed.ts'
import { shedLoad } from './http/protect/pressure.ts'
import { proxyTest, readForwarded } from './http/protect/proxies.ts'
import { limitRequests } from './http/protect/rate-limit.ts'
import { routedUrl } from './http/request-target.ts'
import { setCommonHeaders } from './http/response/common-headers.ts'
import { respondWithProblems } from './http/response/errors.ts'
import { respondFrom } from './http/response/respond.ts'
import { kindOfParameter, parameterKinds } from './listing/parameter-kinds.ts'
import { howToAsk, parametersMeant } from './listing/parameter-synonyms.ts'
import { listRoutes, recordRoutes } from './listing/routes.ts'
import { otherLists, recordTypes } from './records/types.ts'
import { type DatabasePlace, openStore } from './store.ts'

/** Response headers that scripts of other origins may read, in addition to the safelisted ones. */
const exposedHeaders = [
  'accept-ranges',
  'content-disposition',
  'content-length',
  'content-range',
  'dataset-citation',
  'dataset-version',
  'deprecation',
  'etag',
  'last-modified',
  'link',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'repr-digest',
  'retry-after',
  'server-timing',
  'sunset',
  'total-count',
  'x-request-id',
]

export interface AppOptions extends DatabasePlace {
  /** An open database, in place of the one at that place. */
  store?: Store
  publicUrl?: string
  logger?: FastifyServerOptions['logger']
  /** Requests a minute from one address; 0: no limit. */
  rateLimitMax?: number
  /** Number of trusted proxies, or their addresses, that name the client in X-Forwarded-For; false: none. */
  trustProxy?: number | string | false
  /** Delay of the event loop in ms from which requests are refused; 0: no limit. */
  maxLoopDelayMs?: number
  /** Size of the response cache in bytes; 0: no cache. */
  cacheBytes?: number
  /** Registry for metrics; undefined: nothing is measured. */
  metrics?: Registry
}

/** The whole service on one database, ready to listen or for `inject`. */
export async function buildApp({
  databaseFile,
  database,
  store: given,
  publicUrl = '',
  logger = false,
  rateLimitMax = 0,
  trustProxy = false,
  maxLoopDelayMs = 0,
  cacheBytes = 16 * 1024 * 1024,
  metrics,
}: AppOptions): Promise<FastifyInstance> {
  const prefix = publicUrl === '' ? '' : new URL(publicUrl).pathname.replace(/\/$/, '')
  const trust = typeof trustProxy === 'number' ? (_address: string, hop: number) => hop < trustProxy : trustProxy
  const app = Fastify({
    logger,
    // Fastify's own request log is off: `traceRequests` writes one line per response.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trust,
    rewriteUrl: routedUrl(prefix),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    schemaController,
    frameworkErrors: refuseUnroutable,
    clientErrorHandler: refuseUnreadable,
    routerOptions: { maxParamLength: 100, querystringParser: readQuery },
    // A request without Host gets a problem of this service.
    http: { ...timeouts, requireHostHeader: false },
    requestTimeout: timeouts.requestTimeout,
    connectionTimeout: timeouts.connectionTimeout,
    // Longer than the default: a start on a busy machine is slow, not broken.
    pluginTimeout: 60_000,
    forceCloseConnections: 'idle',
    // Requests that arrive during a shutdown are served; their connections close after the response.
    return503OnClosing: false,
  })
  const store = given ?? (await openStore({ databaseFile, database }, app.log))
  const explain = (error: unknown) => {
    const fault = store.explain(error)
    if (fault === undefined) return error
    return new Problem('not-ready', fault.detail, {}, { 'retry-after': String(fault.retryAfterSeconds) })
  }
  app.addHook('onClose', () => store.close())
  app.decorate('publicUrl', publicUrl)
  app.decorate('traffic', watchTraffic(app))

  readForwarded(app, trust)
  setCommonHeaders(app, embedPath)
  traceRequests(app)
  if (metrics !== undefined) {
    const { measure } = await import('./metrics.ts')
    const { countResponses } = await import('./http/observe/request-metrics.ts')
    measure(metrics, app, store)
    countResponses(app, metrics)
  }
  await app.register(cors, { methods: ['GET', 'HEAD'], exposedHeaders, maxAge: 86_400, strictPreflight: false })
  refuseMalformed(app)
  limitRequests(app, rateLimitMax)
  respondFrom(app, versionsOf(store), cacheBytes)
  announceDeprecations(app)
  shedLoad(app, maxLoopDelayMs)
  respondWithProblems(app, explain)
  const unknown = { explain: (name: string) => whyNoAggregation(name) ?? howToAsk(name), meant: parametersMeant }
  const contract = useZodContract(app, unknown, { kindOf: kindOfParameter, inOrder: parameterKinds })
  await app.register(swagger, {
    openapi: documentInfo,
    transform: contract.transform as never,
    transformObject: (document) =>
      contract.addComponents('openapiObject' in document ? (document.openapiObject as never) : {}) as never,
  })
  await app.register(swaggerUi, {
    ...swaggerUiOptions(prefix),
    transformSpecification: (_document, request) => servedDocument(request.publicUrl),
    transformSpecificationClone: false,
  })

  await app.register(entryRoutes(entryPage(summariseQuantity)))
  await app.register(healthRoutes(store))
  await app.register(contractRoutes)
  await app.register(codebookRoutes(codebook))
  for (const { list, isCited } of recordTypes) {
    await app.register(recordRoutes(list))
    await app.register(historyRoute(list))
    if (isCited) await app.register(citationRoutes(list))
  }
  await app.register(annotationRoutes)
  await app.register(comparisonRoutes)
  await app.register(corridorRoutes)
  await app.register(pictureRoutes)
  await app.register(agreementRoutes)
  await app.register(seriesRoutes)
  for (const list of otherLists) await app.register(listRoutes(list))
  await app.register(searchRoutes)
  await app.register(exportRoutes)
  await app.register(explorerRoutes(summariseQuantity))
  limitConnections(app, proxyTest(trust))
  await app.ready()
  return app
}
