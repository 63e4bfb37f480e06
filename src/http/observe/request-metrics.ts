import type { FastifyInstance } from 'fastify'
import { Counter, Histogram, type Registry } from 'prom-client'

/** Upper bounds in seconds: from a response of the cache to the slowest one. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Counts responses for Prometheus. Labels are routes and statuses, of which there are few; a client cannot add a label.
 */
export function countResponses(app: FastifyInstance, registry: Registry): void {
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Responses sent, by route, status, and whether they came from the response cache.',
    labelNames: ['route', 'status', 'cached'],
    registers: [registry],
  })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the head of a request until its response was sent, by route.',
    labelNames: ['route'],
    buckets,
    registers: [registry],
  })
  app.addHook('onResponse', (request, reply, done) => {
    // The path as it was registered.
    const { url: route = 'none' } = request.routeOptions
    requests.inc({ route, status: reply.statusCode, cached: reply.isFromCache ? 'yes' : 'no' })
    durations.observe({ route }, reply.elapsedTime / 1000)
    done()
  })
}
