import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../contract/problems.ts'
import { isHealth } from './limits.ts'

const sampleMs = 1000

/**
 * Refuses what the response cache does not hold while everything waits too long, so that what was begun gets done. Health is always told: a
 * busy process is not a dead one.
 * @param maxDelayMs how late the process gets to what is due, on average over a second; 0: no limit
 */
export async function shedLoad(app: FastifyInstance, maxDelayMs: number): Promise<void> {
  if (maxDelayMs === 0) return
  // A start holds everything up, and is no load.
  let startedAt = Number.POSITIVE_INFINITY
  app.addHook('onReady', (done) => {
    startedAt = performance.now()
    done()
  })
  await app.register(underPressure, {
    maxEventLoopDelay: maxDelayMs,
    sampleInterval: sampleMs,
    async pressureHandler(request) {
      if (isHealth(request) || performance.now() - startedAt < 2 * sampleMs) return
      throw new Problem(
        'overloaded',
        'The service is asked for more than it can answer. Try again in a second.',
        {},
        { 'retry-after': '1' },
      )
    },
  })
}
