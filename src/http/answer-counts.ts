import { Counter, Histogram, type Registry } from 'prom-client'

/** Called once an answer was sent. `route`: the path as it was registered; undefined where there is none. */
export type OnAnswered = (route: string | undefined, status: number, ms: number, isKept: boolean) => void

/** In seconds: from a kept answer to the limit for one that is made. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Counts answers for Prometheus. Routes and statuses are few; nothing that a client writes makes a label. */
export function countAnswers(registry: Registry): OnAnswered {
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Answers sent, by route, status, and whether they had been kept from an earlier request.',
    labelNames: ['route', 'status', 'kept'],
    registers: [registry],
  })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the head of a request until its answer was sent, by route.',
    labelNames: ['route'],
    buckets,
    registers: [registry],
  })
  return (route = 'none', status, ms, isKept) => {
    requests.inc({ route, status, kept: isKept ? 'yes' : 'no' })
    durations.observe({ route }, ms / 1000)
  }
}
