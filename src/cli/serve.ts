import { Command } from 'commander'
import { serve } from '../server.ts'

export const serveCommand = new Command('serve')
  .description(
    'Load the seed where needed and serve the facts over HTTP (settings: HOST, PORT, DATABASE_FILE, LOG_LEVEL, LOG_REQUESTS, PUBLIC_URL, RATE_LIMIT_MAX, TRUST_PROXY, METRICS_PORT, METRICS_HOST)',
  )
  .action(async () => {
    await serve(process.env)
  })
