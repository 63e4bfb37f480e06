import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../contract/problems.ts'
import { isHealth } from './limits.ts'

const sampleMs = 1000
const resolutionMs = 10

/**
 * Refuses requests that the response cache does not hold while the event loop is late, so that those under way are finished. Health checks are always answered: a
 * busy process is not a dead one. Nothing but the delay is sampled: reading memory opens a file, which fails where no more
 * files may be open.
 * @param maxDelayMs mean delay of the event loop over a second; 0: no limit
 */
export function shedLoad(app: FastifyInstance, maxDelayMs: number): void {
  if (maxDelayMs === 0) return
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
  let delayMs = 0
  const sample = () => {
    // NaN: the loop did not turn once.
    delayMs = Number.isNaN(histogram.mean) ? Number.POSITIVE_INFINITY : histogram.mean / 1e6 - resolutionMs
    histogram.reset()
  }
  let timer: NodeJS.Timeout
  app.addHook('onReady', (done) => {
    // The start delays everything, and is no load: the first sample begins a second after it.
    timer = setTimeout(() => {
      histogram.enable()
      timer = setInterval(sample, sampleMs).unref()
    }, sampleMs).unref()
    done()
  })
  app.addHook('onClose', (_app, done) => {
    clearTimeout(timer)
    histogram.disable()
    done()
  })
  app.addHook('onRequest', (request, _reply, done) => {
    if (delayMs <= maxDelayMs || isHealth(request)) return done()
    done(
      new Problem(
        'overloaded',
        'The service is asked for more than it can answer. Try again in a second.',
        {},
        { 'retry-after': '1' },
      ),
    )
  })
}
