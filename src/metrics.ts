/** Metrics of the process and of the dataset, for Prometheus. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import type { Store } from './db/open.ts'
import { buildVersion } from './package.ts'

type Labels = Record<string, string> | undefined

/** Registers metrics that are not counted per request; they are computed when Prometheus reads them. */
export function measure(registry: Registry, app: FastifyInstance, store: Store): void {
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, look: () => number | undefined | Promise<number>) =>
    new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        const value = await look()
        if (value === undefined) this.remove()
        else this.set(value)
      },
    })
  const labelled = (name: string, help: string, labelNames: string[], look: () => Labels | Promise<Labels>) =>
    new Gauge({
      ...{ name, help, labelNames, registers: [registry] },
      async collect() {
        const labels = await look()
        this.reset()
        if (labels !== undefined) this.set(labels, 1)
      },
    })
  const current = async () => {
    try {
      return await store.readDataset()
    } catch {
      return undefined
    }
  }
  labelled('conflict_facts_build_info', 'The version of the service; always 1.', ['version'], () => ({
    version: buildVersion,
  }))
  labelled(
    'conflict_facts_dataset_info',
    'The dataset in service; always 1.',
    ['dataset', 'version', 'digest'],
    async () => {
      const row = await current()
      return row && { dataset: row.id, version: row.version, digest: row.digest }
    },
  )
  gauge('conflict_facts_ready', '1 where the database can be read, as /health/ready says, else 0.', async () =>
    (await current()) === undefined ? 0 : 1,
  )
  gauge('conflict_facts_dataset_loaded_timestamp_seconds', 'When the dataset in service was loaded.', () => {
    const loadedAt = store.whenLoaded()
    return loadedAt && loadedAt / 1000
  })
  gauge(
    'http_connections',
    'Connections of clients.',
    () => new Promise<number>((resolve) => app.server.getConnections((_error, count) => resolve(count ?? 0))),
  )
}
