/** A process that makes answers: the whole service behind a socket that only the one that started it knows. */
import { type AppOptions, buildApp } from './app.ts'
import { unreadability } from './db/open.ts'
import { beatMs, damaged, type WorkerStart } from './http/worker-process.ts'

const { options, path } = JSON.parse(process.argv[2] as string) as WorkerStart<AppOptions>
// It ends with the process that started it, not with the terminal both run in.
process.once('disconnect', () => process.exit())
if (!process.connected) process.exit()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

const tellDamage = () => process.send?.(damaged)
const app = await buildApp({ ...options, isWorker: true, cacheBytes: 0, onDamage: tellDamage }).catch((error) => {
  if (unreadability(error) === 'damaged') tellDamage()
  console.error(`A worker could not start. ${error.message}`)
  process.exit(1)
})
const beat = () => process.send?.('here')
app.server.prependListener('request', beat)
await app.listen({ path })
beat()
setInterval(beat, beatMs)
