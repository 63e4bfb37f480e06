/** A PostgreSQL server of its own for a test: data in a temporary folder, a free port on loopback. */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { connect } from '../../src/db/postgres/connection.ts'

const programs = '/usr/lib/postgresql'
/** Folder of the newest server of the system; undefined where there is none. */
const bin = existsSync(programs)
  ? readdirSync(programs)
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(programs, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined

/** The reason why tests cannot start a server; false if they can. */
export const noServer: string | false =
  bin === undefined && 'No PostgreSQL server is installed (Debian: apt-get install postgresql).'

/** A server refuses to run as root: it runs as the user that its package made. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })))
  return { uid: uid as number, gid: gid as number }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

export interface PostgresServer {
  port: number
  /** Folder of its data, which belongs to the user that it runs as. */
  data: string
  /** The address of a database, with a user of the server. */
  urlOf(database: string, user?: string, password?: string): string
  /** Runs statements in a database. */
  run(database: string, ...statements: string[]): Promise<Record<string, unknown>[]>
  /** Writes a file into the data folder, for the server alone to read. */
  write(name: string, text: string): string
  /** Starts it; resolves when it takes connections. */
  start(): Promise<void>
  /** Ends it, and all of its connections. */
  stop(): Promise<void>
}

const user = bin === undefined ? undefined : owner()

/** Runs a program of PostgreSQL to its end. */
const runProgram = (name: string, args: string[], env: Record<string, string> = {}) =>
  execFileSync(join(bin as string, name), args, {
    cwd: tmpdir(),
    stdio: 'pipe',
    ...user,
    env: { ...process.env, ...env },
  })

const password = 'secret of the test'

/** A running server with a password for its user postgres; ended and removed at the end of the test. */
export const postgresServer = (t: Test): Promise<PostgresServer> =>
  serverOn(t, (data, write) => {
    const options = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', write('password', password)]
    runProgram('initdb', ['-D', data, ...options, '--locale=C.UTF-8', '--no-sync'])
  })

/** A hot standby, which follows a server by streaming. */
export const standbyOf = (t: Test, { port }: PostgresServer): Promise<PostgresServer> =>
  serverOn(t, (data) => {
    const options = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-R', '-X', 'stream', '-c', 'fast', '-N']
    runProgram('pg_basebackup', ['-D', data, ...options], { PGPASSWORD: password })
  })

async function serverOn(
  t: Test,
  fill: (data: string, write: PostgresServer['write']) => void,
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'conflict-facts-postgres-'))
  const give = (path: string) => user !== undefined && chownSync(path, user.uid, user.gid)
  give(folder)
  const data = join(folder, 'data')
  const writeIn = (parent: string) => (name: string, text: string) => {
    const path = join(parent, name)
    writeFileSync(path, text, { mode: 0o600 })
    give(path)
    return path
  }
  fill(data, writeIn(folder))
  const port = await freePort()
  let running: { kill(): void; ended: Promise<void> } | undefined
  const urlOf = (database: string, name = 'postgres', word = password) =>
    `postgres://${name}:${encodeURIComponent(word)}@127.0.0.1:${port}/${database}`
  const server: PostgresServer = {
    port,
    data,
    urlOf,
    write: writeIn(data),
    async run(database, ...statements) {
      const connection = await connect(urlOf(database))
      let rows: Record<string, unknown>[] = []
      for (const statement of statements) rows = await connection.query(statement)
      await connection.end()
      return rows
    },
    async start() {
      const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off']
      const child = spawn(join(bin as string, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
        cwd: folder,
        ...user,
        stdio: 'ignore',
      })
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      running = { kill: () => child.kill('SIGINT'), ended }
      for (let isUp = false; !isUp; )
        isUp = await connect(urlOf('postgres')).then(
          (connection) => connection.end().then(() => true),
          () => new Promise((resolve) => setTimeout(resolve, 50, false)),
        )
    },
    async stop() {
      running?.kill()
      await running?.ended
      running = undefined
    },
  }
  t.teardown(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  await server.start()
  return server
}

/** A database whose own order of text is another than that of the service. */
export const createDatabase = (name: string): string =>
  `create database ${name} template template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US' locale 'C.UTF-8'`
