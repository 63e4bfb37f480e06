import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { refuseOtherDataset, seedFolder, seedOption } from './seed-folder.ts'

export const serveCommand = new Command('serve')
  .description(
    'Load the seed where needed and serve the facts over HTTP (settings: HOST, PORT, DATABASE_FILE, LOG_LEVEL, LOG_REQUESTS, PUBLIC_URL, RATE_LIMIT_MAX, TRUST_PROXY, METRICS_PORT, METRICS_HOST)',
  )
  .addOption(seedOption())
  .action(async ({ seed }: { seed?: string }) => {
    const folder = seedFolder(seed)
    if (seed !== undefined) refuseOtherDataset(folder, readConfig(process.env).databaseFile)
    // Other commands need no server, whose modules take as long to load as all others.
    const { serve } = await import('../server.ts')
    await serve(process.env, folder)
  })
