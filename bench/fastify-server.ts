/** The cost of Fastify itself: routes of a record and of a list that send recorded bytes, and nothing else. */
import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import type { Recorded } from './bare-server.ts'

const [file = '', port = '0'] = process.argv.slice(2)
const answers = new Map((deserialize(readFileSync(file)) as Recorded[]).map((answer) => [answer.path, answer]))

/** Written by Fastify and Node.js themselves. */
const own = new Set(['connection', 'content-length', 'date', 'keep-alive'])

const app = Fastify()
function send(request: FastifyRequest, reply: FastifyReply) {
  const { status, headers, body } = answers.get(request.url) as Recorded
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] as string
    if (!own.has(name.toLowerCase())) reply.header(name, headers[at + 1])
  }
  return reply.code(status).send(body)
}
app.get('/v1/:collection/:id', send)
app.get('/v1/:collection', send)
app.get('/ready', (_request, reply) => reply.send('ready'))
await app.listen({ port: Number(port), host: '127.0.0.1' })
