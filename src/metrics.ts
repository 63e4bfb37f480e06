/** Metrics of the process and of the dataset, for Prometheus. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import type { DatasetRow } from './db/open.ts'
import { buildVersion } from './package.ts'

export interface Measured {
  /** The dataset row, read from the file. Throws if the service is not ready. */
  readDataset(): DatasetRow
  /** When the file in service was written, in ms since 1970. */
  whenLoaded(): number | undefined
}

/** Registers metrics that are not counted per request; they are computed when Prometheus reads them. */
export function measure(registry: Registry, app: FastifyInstance, { readDataset, whenLoaded }: Measured): void {
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
  const labelled = (name: string, help: string, labelNames: string[], look: () => Record<string, string> | undefined) =>
    new Gauge({
      ...{ name, help, labelNames, registers: [registry] },
      collect() {
        this.reset()
        const labels = look()
        if (labels !== undefined) this.set(labels, 1)
      },
    })
  const current = () => {
    try {
      return readDataset()
    } catch {
      return undefined
    }
  }
  labelled('conflict_facts_build_info', 'The version of the service; always 1.', ['version'], () => ({
    version: buildVersion,
  }))
  labelled('conflict_facts_dataset_info', 'The dataset in service; always 1.', ['dataset', 'version', 'digest'], () => {
    const row = current()
    return row && { dataset: row.id, version: row.version, digest: row.digest }
  })
  gauge('conflict_facts_ready', '1 where the database can be read, as /health/ready says, else 0.', () =>
    current() === undefined ? 0 : 1,
  )
  gauge('conflict_facts_dataset_loaded_timestamp_seconds', 'When the dataset in service was loaded.', () => {
    const loadedAt = whenLoaded()
    return loadedAt && loadedAt / 1000
  })
  gauge(
    'http_connections',
    'Connections of clients.',
    () => new Promise<number>((resolve) => app.server.getConnections((_error, count) => resolve(count ?? 0))),
  )
}
