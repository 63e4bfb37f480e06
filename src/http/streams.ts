import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Sends a stream so that what breaks off never looks like the whole. */
export function sendStream(reply: FastifyReply, stream: Readable): FastifyReply {
  // Where only the end of the connection ends an answer (HTTP/1.0), an orderly end would look like the whole.
  stream.once('error', (error) => {
    reply.server.explain(error)
    if (reply.raw.headersSent) reply.raw.socket?.resetAndDestroy?.()
  })
  return reply.send(stream)
}
