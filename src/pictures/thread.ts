/** The thread that draws: one picture after the other. */
import { parentPort } from 'node:worker_threads'
import { draw } from './draw.ts'
import type { Picture } from './picture.ts'

parentPort?.on('message', async (picture: Picture) => {
  parentPort?.postMessage(await draw(picture))
})
