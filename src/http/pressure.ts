import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { isHealth } from './limits.ts'
import { Problem } from './problems.ts'

/**
 * Refuses what is not kept while everything waits too long, so that what was begun gets done. Health is always told: a
 * busy process is not a dead one.
 * @param maxDelayMs how late the process gets to what is due, on average over a quarter of a second; 0: no limit
 */
export async function shedLoad(app: FastifyInstance, maxDelayMs: number): Promise<void> {
  if (maxDelayMs === 0) return
  await app.register(underPressure, {
    maxEventLoopDelay: maxDelayMs,
    sampleInterval: 250,
    async pressureHandler(request) {
      if (isHealth(request)) return
      throw new Problem(
        'overloaded',
        'The service is asked for more than it can answer. Try again in a second.',
        {},
        { 'retry-after': '1' },
      )
    },
  })
}
