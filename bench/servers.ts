/** The servers that are measured, and how each is started. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { inPackage } from '../src/package.ts'
import type { Recorded } from './bare-server.ts'
import { freePort, type Running, startServer, workFolder } from './processes.ts'
import type { PeerName } from './trials.ts'

const compiled = (...path: string[]) => inPackage('dist', ...path)
const installed = (...path: string[]) => inPackage('bench', 'node_modules', ...path)

const { scripts } = JSON.parse(readFileSync(inPackage('package.json'), 'utf8')) as { scripts: { start: string } }
/** Options that `npm start` gives to Node.js. */
const flags = scripts.start.split(' ').filter((word) => word.startsWith('--'))

/**
 * The service as it runs in production: logs, metrics, limits and headers on.
 * @param env settings that are not those of production
 */
export async function startOurs(
  databaseFile: string,
  core: number | undefined,
  env: NodeJS.ProcessEnv = {},
): Promise<Running> {
  const port = await freePort()
  return startServer({
    name: 'ours',
    command: [process.execPath, ...flags, compiled('src', 'cli', 'main.js'), 'serve'],
    ...{ port, core, readyPath: '/v1/estimates?limit=1' },
    env: {
      // 0: any free port; two that are looked for one after the other may be the same.
      ...{ PORT: String(port), METRICS_PORT: '0', HOST: '127.0.0.1' },
      ...{ DATABASE_FILE: databaseFile, LOG_LEVEL: 'info', ...env },
    },
  })
}

/** The baseline with these answers in its memory; by Fastify without any plugin or hook where that is to be told apart. */
export async function startBare(
  answers: Recorded[],
  core: number | undefined,
  framework: 'none' | 'fastify' = 'none',
): Promise<Running> {
  const port = await freePort()
  const file = join(workFolder, 'answers')
  const ready = { path: '/ready', status: 200, headers: [], body: Buffer.from('ready'), ifNoneMatch: undefined }
  writeFileSync(file, serialize([...answers, ready]))
  const script = framework === 'none' ? 'bare-server.js' : 'fastify-server.js'
  const command = [process.execPath, compiled('bench', script), file, String(port)]
  return startServer({ name: 'bare', command, port, core, readyPath: '/ready' })
}

/** The Node.js that runs the peers: this one, or where it is too old for them the one installed beside them. */
const peerNode = ((): string | undefined => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 19)) return process.execPath
  return [installed(`node-${process.platform}-${process.arch}`, 'bin', 'node')].find(existsSync)
})()

/** The files that peers serve; json-server holds all rows in memory, so it gets none where they are too many. */
export interface PeerFiles {
  platformatic: string
  soul: string
  'json-server': string | undefined
}

/** Starts a peer on its file. Request logs are off where a peer has a switch for them: its advantage. */
export async function startPeer(name: PeerName, files: PeerFiles, core: number | undefined): Promise<Running> {
  const file = files[name]
  if (peerNode === undefined) throw new Error('Peers need Node.js 22.19 or later, and none was found.')
  if (file === undefined) throw new Error('It keeps all rows in one JSON file in memory; these are too many.')
  const port = await freePort()
  const starts: Record<PeerName, { args: string[]; readyPath: string; env?: NodeJS.ProcessEnv }> = {
    platformatic: {
      args: [inPackage('bench', 'peers', 'platformatic.mjs'), file, String(port)],
      readyPath: '/estimates/?limit=1',
      env: { NODE_ENV: 'production', PLT_DISABLE_TELEMETRY: '1' },
    },
    'json-server': {
      args: [installed('json-server', 'lib', 'cli', 'bin.js'), '--quiet', '--read-only', '--port', String(port), file],
      readyPath: '/estimates?_limit=1',
      env: { NODE_ENV: 'production' },
    },
    soul: {
      args: [installed('soul-cli', 'src', 'server.js'), '-d', file, '-p', String(port)],
      readyPath: '/api/tables/estimates/rows?_limit=1',
      env: { NODE_ENV: 'production' },
    },
  }
  const { args, readyPath, env = {} } = starts[name]
  return startServer({ name, command: [peerNode, ...args], port, core, readyPath, env })
}
