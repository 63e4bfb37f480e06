/**
 * What was answered, counted by route. Noting an answer is adding to a few numbers: nothing is made or looked up by
 * labels until somebody asks for the metrics.
 */
import { Counter, type Metric, type Registry } from 'prom-client'

/** Called once an answer was sent. `route`: the path as it was registered; undefined where there is none. */
export type OnAnswered = (route: string | undefined, status: number, ms: number, isKept: boolean) => void

/** In seconds: from a kept answer to the limit for one that is made. */
const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const noRoute = 'none'

interface Tally {
  /** Answers by status. */
  made: Map<number, number>
  kept: Map<number, number>
  /** How many took at most so long as a bound, and longer than the one before; at the end those beyond all. */
  durations: number[]
  seconds: number
}

export class AnswerTallies {
  readonly #routes = new Map<string, Tally>()

  readonly onAnswered: OnAnswered = (route = noRoute, status, ms, isKept) => {
    const tally = this.#routes.get(route) ?? this.#begin(route)
    const seconds = ms / 1000
    let place = 0
    while (place < bounds.length && seconds > (bounds[place] as number)) place += 1
    tally.durations[place] = (tally.durations[place] as number) + 1
    tally.seconds += seconds
    const counts = isKept ? tally.kept : tally.made
    counts.set(status, (counts.get(status) ?? 0) + 1)
  }

  #begin(route: string): Tally {
    const tally = { made: new Map(), kept: new Map(), durations: Array(bounds.length + 1).fill(0), seconds: 0 }
    this.#routes.set(route, tally)
    return tally
  }

  registerIn(registry: Registry): void {
    const routes = this.#routes
    new Counter({
      name: 'http_requests_total',
      help: 'Answers sent, by route, status, and whether they had been kept from an earlier request.',
      labelNames: ['route', 'status', 'kept'],
      registers: [registry],
      collect() {
        this.reset()
        for (const [route, { made, kept }] of routes) {
          for (const [status, count] of made) this.inc({ route, status, kept: 'no' }, count)
          for (const [status, count] of kept) this.inc({ route, status, kept: 'yes' }, count)
        }
      },
    })
    // A histogram of the library cannot be filled with what was counted elsewhere; the registry asks no more than this.
    const durations = { name: 'http_request_duration_seconds', get: async () => this.#durations() }
    registry.registerMetric(durations as unknown as Metric)
  }

  #durations() {
    const name = 'http_request_duration_seconds'
    const values = [...this.#routes].flatMap(([route, { durations, seconds }]) => {
      let count = 0
      const buckets = durations.map((number, place) => {
        count += number
        return { metricName: `${name}_bucket`, labels: { route, le: bounds[place] ?? '+Inf' }, value: count }
      })
      return [
        ...buckets,
        { metricName: `${name}_sum`, labels: { route }, value: seconds },
        { metricName: `${name}_count`, labels: { route }, value: count },
      ]
    })
    return { name, help: 'From the head of a request until its answer was sent, by route.', type: 'histogram', values }
  }
}
