import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** What is being sent through each connection. */
const streamsOf = new WeakMap<Socket, Set<Readable>>()

/**
 * Ends a stream with the connection it is for. An answer that waits behind others of its connection (pipelining) is not
 * told of its end, and would hold what it reads from for good.
 */
function endWith(socket: Socket, stream: Readable): void {
  if (socket.destroyed) {
    stream.destroy()
    return
  }
  const streams = streamsOf.get(socket) ?? new Set()
  if (!streamsOf.has(socket)) {
    streamsOf.set(socket, streams)
    socket.once('close', () => {
      for (const one of streams) one.destroy()
    })
  }
  streams.add(stream)
  stream.once('close', () => streams.delete(stream))
}

/** Sends a stream so that what breaks off never looks like the whole. */
export function sendStream(reply: FastifyReply, stream: Readable): FastifyReply {
  // Where only the end of the connection ends an answer (HTTP/1.0), an orderly end would look like the whole.
  stream.once('error', (error) => {
    reply.server.explain(error)
    if (reply.raw.headersSent && reply.raw.socket) reset(reply.raw.socket)
  })
  endWith(reply.request.raw.socket, stream)
  return reply.send(stream)
}

/** Ends a connection at once, so that what was sent never looks whole. */
export function reset(socket: Socket): void {
  socket.resetAndDestroy?.() // which waits until what was written is taken, maybe for ever
  socket.destroy()
}
