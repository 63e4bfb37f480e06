import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { masked } from './http/observe/log.ts'
import { type MetricsServer, serveMetrics } from './http/observe/metrics-server.ts'
import { drain } from './http/protect/drain.ts'
import { ensureDatabase } from './load/ensure.ts'
import { LogStream } from './log-stream.ts'
import { releaseLostTerminals } from './terminals.ts'

/** Delay of the event loop in ms from which requests are refused: twenty times that of a busy process. */
const maxLoopDelayMs = 500
/** Time in ms for responses in progress during a shutdown; Docker waits 10 s before it kills. */
const drainMs = 7_000
const graceMs = 10_000
/** Signals by which the system reports a fault of the process. Handled in JavaScript, they would repeat without end. */
const faultSignals = ['SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV'] as const

/**
 * Loads the seed of a folder, if one is given, into the file where needed (a database in PostgreSQL is filled by `load`
 * alone), listens, and shuts down on SIGTERM and SIGINT once open requests are finished.
 */
export async function serve(env: NodeJS.ProcessEnv, seedFolder?: string): Promise<void> {
  // A listener for SIGUSR1 stops Node.js from opening its inspector.
  process.on('SIGUSR1', () => {})
  const config = readConfig(env)
  const log = new LogStream()
  releaseLostTerminals()
  if (config.database === undefined && seedFolder !== undefined) {
    const { done, warning } = ensureDatabase(config.databaseFile, seedFolder, {
      keepVersions: config.keepVersions,
      onWait: () => console.error('Another load into the database file is under way; waiting for its end.'),
    })
    if (done !== null) console.log(done)
    if (warning !== null) console.error(warning)
  }
  const starting = start(config, log)
  // Signals are handled from here on, so that a start which is interrupted also ends in order.
  closeWithGrace({ delay: graceMs, logger: console, skip: ['beforeExit', ...faultSignals] }, async ({ err }) => {
    if (err) console.error(err)
    const running = await starting.catch(() => undefined)
    await running?.close()
    // A blocked system call cannot be interrupted otherwise, and keeps the process from exiting.
    if (await log.close()) process.kill(process.pid, 'SIGKILL')
  })
  const { address, metrics } = await starting
  const shown = config.publicUrl || address.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
  console.log(`
Conflict Facts is ready.
  Explorer     ${shown}/explore
  Swagger UI   ${shown}/docs
  First curl   curl '${shown}/v1/estimates?limit=3&fields=display'
${metrics === undefined ? '' : `  Metrics      ${metrics.address}\n`}`)
}

interface Running {
  address: string
  metrics: MetricsServer | undefined
  close(): Promise<void>
}

async function start(
  { host, port, logLevel, logRequests, metrics: measured, ...config }: Config,
  stream: LogStream,
): Promise<Running> {
  const serializers = logRequests === 'masked' ? masked : {}
  const registry = measured && new (await import('prom-client')).Registry()
  const app = await buildApp({
    ...config,
    maxLoopDelayMs,
    ...(registry && { metrics: registry }),
    logger: logLevel === 'silent' ? false : { level: logLevel, stream, serializers },
  })
  let metrics: MetricsServer | undefined
  try {
    metrics = registry && (await serveMetrics(registry, measured.host, measured.port))
    const address = await app.listen({ host, port })
    const close = async () => {
      await drain(app, drainMs)
      metrics?.close()
    }
    return { address, metrics, close }
  } catch (error) {
    metrics?.close()
    await app.close()
    throw error
  }
}
