import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { refuseOtherDataset, refuseSeedOnServer, seedFolder, seedOption } from './seed-folder.ts'
import { UsageError } from './usage-error.ts'

export const serveCommand = new Command('serve')
  .description(
    'Load the seed where needed and serve the facts over HTTP (settings: HOST, PORT, DATABASE_FILE, DATABASE_URL, DATABASE_POOL, DATABASE_TIMEOUT_MS, LOG_LEVEL, LOG_REQUESTS, PUBLIC_URL, RATE_LIMIT_MAX, KEEP_VERSIONS, TRUST_PROXY, METRICS_PORT, METRICS_HOST)',
  )
  .addOption(seedOption())
  .option('--no-load', 'serve the database file as it is, since another process brings it up to date')
  .action(async ({ seed, load }: { seed?: string; load: boolean }) => {
    if (seed !== undefined && !load) throw new UsageError('Give --seed or --no-load, not both.')
    const folder = load ? seedFolder(seed) : undefined
    if (seed !== undefined && folder !== undefined) {
      const { databaseFile, database } = readConfig(process.env)
      refuseSeedOnServer('--seed', database)
      refuseOtherDataset(folder, databaseFile)
    }
    // The help of all commands needs no server, whose modules take as long to load as all others.
    const { serve } = await import('../server.ts')
    await serve(process.env, folder)
  })
