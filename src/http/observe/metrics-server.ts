import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'

export interface MetricsServer {
  /** URL of the metrics. */
  address: string
  close(): void
}

/** More connections than all scrapers need. The limit leaves files to open for clients of the service. */
const maxConnections = 32

/**
 * Serves metrics to Prometheus at a port of their own, so that they are never public.
 * @throws the error of the system if it cannot listen there
 */
export async function serveMetrics(registry: Registry, host: string, port: number): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: 5000, headersTimeout: 5000 }, (request, response) => {
    const say = (status: number, text: string, headers = {}) =>
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(text)
    if (request.url?.replace(/\?.*/, '') !== '/metrics') return say(404, 'Metrics are at /metrics.\n')
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return say(405, 'Allowed: GET, HEAD.\n', { allow: 'GET, HEAD' })
    registry.metrics().then(
      (text) => say(200, text, { 'content-type': registry.contentType }),
      (error: Error) => say(500, `The metrics cannot be read: ${error.message}\n`),
    )
  })
  server.maxConnections = maxConnections
  await once(server.listen({ host, port }), 'listening')
  const { address, port: taken, family } = server.address() as AddressInfo
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}/metrics`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
