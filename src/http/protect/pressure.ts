import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../contract/problems.ts'
import { isHealth } from './rate-limit.ts'

const sampleMs = 1000
const resolutionMs = 10

/**
 * Refuses requests that are not in the response cache while the event loop is late, so that requests in progress are
 * finished. Health checks are always served: a busy process is not a dead one. Only the delay is sampled: reading
 * memory opens a file, which fails when no more files may be opened.
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
    // The start delays the event loop without being load: the first sample begins a second after it.
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
    done(new Problem('overloaded', 'The service is overloaded. Try again in a second.', {}, { 'retry-after': '1' }))
  })
}
