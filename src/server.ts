import closeWithGrace from 'close-with-grace'
import { destination } from 'pino'
import { Registry } from 'prom-client'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { serveMetrics } from './http/metrics-server.ts'
import { masked } from './http/tracing.ts'
import { inPackage } from './package.ts'
import { ensureDatabase } from './seed/ensure.ts'

/** Twenty times as late as a busy process is, in ms. */
const maxLoopDelayMs = 500

/** Loads the seed where needed, listens, and closes on SIGTERM and SIGINT once open requests are answered. */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const { host, port, logLevel, logRequests, metrics, ...config } = readConfig(env)
  const { databaseFile, publicUrl } = config
  const { done, warning } = ensureDatabase(databaseFile, inPackage('seed'))
  if (done !== null) console.log(done)
  if (warning !== null) console.error(warning)
  // Lines are written together, at the latest after a second: a write for each would cost more than what it tells of.
  const stream = destination({ sync: false, minLength: 4096, periodicFlush: 1000 })
  const serializers = logRequests === 'masked' ? masked : {}
  const registry = metrics && new Registry()
  const app = await buildApp({
    ...config,
    maxLoopDelayMs,
    ...(registry && { metrics: registry }),
    logger: logLevel === 'silent' ? false : { level: logLevel, stream, serializers },
  })
  const closing: (() => unknown)[] = [() => app.close()]
  const close = async () => {
    for (const one of closing) await one()
  }
  try {
    const address = await app.listen({ host, port })
    const measured = registry && (await serveMetrics(registry, metrics.host, metrics.port))
    if (measured !== undefined) closing.push(measured.close)
    closeWithGrace({ delay: 10_000, logger: app.log }, close)
    const shown = publicUrl || address.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
    console.log(`
Conflict Facts is ready.
  Explorer     ${shown}/explore
  Swagger UI   ${shown}/docs
  First curl   curl '${shown}/v1/estimates?quantity=shells-delivered-kp-ru'
${measured === undefined ? '' : `  Metrics      ${measured.address}\n`}`)
  } catch (error) {
    await close()
    throw error
  }
}
