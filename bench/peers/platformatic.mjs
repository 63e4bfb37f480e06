// Starts Platformatic DB on a SQLite file: node platformatic.mjs FILE PORT
import { dirname } from 'node:path'
import { create } from '@platformatic/db'

const [file, port] = process.argv.slice(2)
const app = await create(
  dirname(file),
  {
    $schema: 'https://schemas.platformatic.dev/@platformatic/db/3.67.0.json',
    server: { hostname: '127.0.0.1', port: Number(port), logger: { level: 'warn' } },
    db: { connectionString: `sqlite://${file}`, graphql: false, openapi: true },
  },
  { isEntrypoint: true },
)
await app.init()
await app.start({ listen: true })
