import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Streams in progress on each connection. */
const streamsOf = new WeakMap<Socket, Set<Readable>>()

/**
 * Destroys a stream when its connection closes. Node.js does not notify a response that waits behind others of its
 * connection (pipelining), so its stream would never release what it reads from.
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

/** Sends a stream. If it breaks off, the response never looks complete. */
export function sendStream(reply: FastifyReply, stream: Readable): FastifyReply {
  // In HTTP/1.0 the end of the connection ends a response: an orderly end would make a part look complete.
  stream.once('error', (error) => {
    reply.server.explain(error)
    if (reply.raw.headersSent && reply.raw.socket) reset(reply.raw.socket)
  })
  endWith(reply.request.raw.socket, stream)
  return reply.send(stream)
}

/** Closes a connection at once, so that a partial response never looks complete. */
export function reset(socket: Socket): void {
  // The reset waits until the client has taken the bytes written, which it may never do.
  socket.resetAndDestroy?.()
  socket.destroy()
}
