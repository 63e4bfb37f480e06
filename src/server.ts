import closeWithGrace from 'close-with-grace'
import { Registry } from 'prom-client'
import { buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { masked } from './http/observe/log.ts'
import { type MetricsServer, serveMetrics } from './http/observe/metrics-server.ts'
import { drain } from './http/protect/drain.ts'
import { ensureDatabase } from './load/ensure.ts'
import { LogStream } from './log-stream.ts'

/** Twenty times as late as a busy process is, in ms. */
const maxLoopDelayMs = 500
/** How long answers under way may take once the service is to end; Docker waits 10 s before it kills. */
const drainMs = 7_000
const graceMs = 10_000

/** Loads the seed of a folder where needed, listens, and closes on SIGTERM and SIGINT once open requests are answered. */
export async function serve(env: NodeJS.ProcessEnv, seedFolder: string): Promise<void> {
  // With a listener of ours, SIGUSR1 does not open the inspector of Node.js.
  process.on('SIGUSR1', () => {})
  const config = readConfig(env)
  const log = new LogStream()
  const { done, warning } = ensureDatabase(config.databaseFile, seedFolder, () =>
    console.error('Another load into the database file is under way; waiting for its end.'),
  )
  if (done !== null) console.log(done)
  if (warning !== null) console.error(warning)
  const starting = start(config, log)
  // From here on, so that a start which is ended in the middle ends in order too.
  closeWithGrace({ delay: graceMs, logger: console, skip: ['beforeExit'] }, async ({ err }) => {
    if (err) console.error(err)
    const running = await starting.catch(() => undefined)
    await running?.close()
    // A system call that blocks cannot be ended otherwise, and keeps the process from exiting.
    if (await log.close()) process.kill(process.pid, 'SIGKILL')
  })
  const { address, metrics } = await starting
  const shown = config.publicUrl || address.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
  console.log(`
Conflict Facts is ready.
  Explorer     ${shown}/explore
  Swagger UI   ${shown}/docs
  First curl   curl '${shown}/v1/estimates?quantity=shells-delivered-kp-ru'
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
  const registry = measured && new Registry()
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
