/** Services and loads on a PostgreSQL server: many processes, locks, limits, a server that restarts. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Test } from 'tap'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { publishAt, rehearseAt } from '../../src/db/postgres/commands.ts'
import { connect } from '../../src/db/postgres/connection.ts'
import { load } from '../../src/load/load.ts'
import { openStore } from '../../src/store.ts'
import { agentFor } from '../support/agent.ts'
import { command, start, times } from '../support/commands.ts'
import { compareEngines, requestsFromContract } from '../support/engines.ts'
import { createDatabase, freePort, noServer, type PostgresServer, postgresServer } from '../support/postgres-server.ts'
import { appFor, databaseFor, folderFor, getJson, releasedSeed, seedCopy, twiceReleased } from '../support/support.ts'
import { missingTools } from '../support/tools.ts'
import { until } from '../support/until.ts'

const settings = { poolSize: 4, statementTimeoutMs: 1000 }
let databases = 0

/** A database of its own, with a file published in it. */
async function publishedIn(server: PostgresServer, file: string): Promise<{ name: string; url: string }> {
  databases += 1
  const name = `facts${databases}`
  await server.run('postgres', createDatabase(name))
  const url = server.urlOf(name)
  await publishAt(url, file, { keepVersions: 5 })
  return { name, url }
}

async function serviceOn(t: Test, url: string, statementTimeoutMs = settings.statementTimeoutMs) {
  const app = await buildApp({ databaseFile: '/nowhere', database: { url, ...settings, statementTimeoutMs } })
  t.teardown(() => app.close())
  return app
}

const schemasIn = async (server: PostgresServer, name: string) =>
  (await server.run(name, `select nspname from pg_namespace where nspname like 'conflict_facts_v%' order by oid`)).map(
    ({ nspname }) => nspname,
  )

t.test('a service on a server', { skip: noServer }, async (t) => {
  const server = await postgresServer(t)

  await t.test('requests made from the contract have the same answers as SQLite', async (t) => {
    const one = await appFor(t)
    const { url } = await publishedIn(server, one.databaseFile)
    const other = await serviceOn(t, url, 60_000)
    const count = times('POSTGRES_REQUESTS', 0)
    const all = requestsFromContract(count, 20241004)
    const requests = count > 0 ? all : all.filter((_, index) => index % 25 === 5)
    const { compared, differing } = await compareEngines(one, other, requests)
    t.comment(`${compared} compared, ${differing.length} differ`)
    t.strictSame(differing.slice(0, 10), [])
  })

  await t.test('a version is published whole, and those before it stay readable', async (t) => {
    const { name, url } = await publishedIn(server, databaseFor(t))
    const app = await serviceOn(t, url)
    const next = `${folderFor(t)}/next.sqlite`
    load(twiceReleased(t), next)
    const seen = new Set<string>()
    let isOver = false
    const reader = async () => {
      while (!isOver) {
        const { meta } = await getJson(app, '/v1/estimates?limit=1000')
        const { headers } = await app.inject('/v1/export/records.ndjson')
        seen.add(`${meta.dataset_version ?? meta.version}`)
        t.match(headers['dataset-version'], /^[12]\./)
      }
    }
    const reading = Promise.all([reader(), reader()])
    await publishAt(url, next, { keepVersions: 5 })
    await until(
      'the next version is served',
      async () => (await app.inject('/')).headers['dataset-version'] === '2.0.0',
    )
    isOver = true
    await reading
    const { statusCode, headers } = await app.inject('/versions/1.1.0/v1/estimates?limit=1')
    t.strictSame([statusCode, headers['dataset-version']], [200, '1.1.0'])
    t.equal((await app.inject('/versions/1.0.9/v1/estimates')).statusCode, 404)
    t.equal((await schemasIn(server, name)).length, 2)
  })

  await t.test('a version that is not kept goes when no service reads it', async (t) => {
    const file = databaseFor(t)
    const { name, url } = await publishedIn(server, file)
    const app = await serviceOn(t, url)
    const held = (await schemasIn(server, name))[0]
    // The service takes a lock on each version that it opens; another stands for one with a long export.
    const exporting = await connect(url)
    await exporting.query('select pg_advisory_lock_shared(1128686452, 1)')
    for (let count = 0; count < 3; count += 1) await publishAt(url, file, { keepVersions: 0 })
    t.ok((await schemasIn(server, name)).includes(held), 'it is held')
    await exporting.end()
    t.equal((await app.inject('/v1/estimates')).statusCode, 200)
    await app.close()
    await publishAt(url, file, { keepVersions: 0 })
    t.equal((await schemasIn(server, name)).length, 2, 'the newest, and the one before it')
  })

  await t.test('a load that is killed leaves nothing', async (t) => {
    const file = databaseFor(t)
    const { name, url } = await publishedIn(server, file)
    const before = await schemasIn(server, name)
    for (let round = 0; round < times('POSTGRES_KILLS', 2); round += 1) {
      const loading = start([...command, 'load'], { DATABASE_FILE: file, DATABASE_URL: url })
      await until('it writes', async () => {
        const writing = await server.run(
          name,
          `select 1 from pg_stat_activity where datname = '${name}' and xact_start is not null and pid <> pg_backend_pid()`,
        )
        return writing.length > 0 || loading.child.exitCode !== null
      })
      await wait((round % 4) * 60)
      loading.child.kill('SIGKILL')
      await loading.ended
      await until('its connection is gone', async () => {
        const left = await server.run(
          name,
          `select 1 from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
        )
        return left.length === 0
      })
      const [pointer] = await server.run(name, 'select number from conflict_facts.in_service')
      const versions = await server.run(name, 'select number from conflict_facts.versions order by number')
      const schemas = await schemasIn(server, name)
      t.strictSame(
        schemas,
        versions.map(({ number }) => `conflict_facts_v${number}`),
      )
      t.ok(versions.some(({ number }) => number === pointer?.number))
      // One that was killed after its end has published.
      if (schemas.length !== before.length) before.splice(0, before.length, ...schemas)
    }
    const app = await serviceOn(t, url)
    t.equal((await getJson(app, '/')).counts.estimates, 40)
  })

  await t.test('a service only reads, and doctor tests what it reads', async (t) => {
    const file = databaseFor(t)
    await server.run(
      'postgres',
      createDatabase('granted'),
      `create role facts_reader login password 'secret of the test'`,
    )
    await server.run(
      'granted',
      'alter default privileges for role postgres grant usage on schemas to facts_reader',
      'alter default privileges for role postgres grant select on tables to facts_reader',
    )
    const url = server.urlOf('granted')
    await publishAt(url, file, { keepVersions: 5 })
    const app = await serviceOn(t, server.urlOf('granted', 'facts_reader'))
    t.equal((await app.inject('/v1/estimates')).statusCode, 200)
    const doctor = async () => {
      const run = start([...command, 'doctor', '--json'], { DATABASE_FILE: '/nowhere', DATABASE_URL: url })
      const status = await run.ended
      const { checks } = JSON.parse(run.output())
      return { status, faults: checks.flatMap((one: { faults: string[] }) => one.faults) }
    }
    t.strictSame(await doctor(), { status: 0, faults: [] })
    await server.run(
      'granted',
      'set search_path to conflict_facts_v1',
      'update estimates set low = low + 1 where low is not null',
      'drop index estimates_by_low',
      `update search set tokens = '' where rowid = 3`,
    )
    const { status, faults } = await doctor()
    t.equal(status, 1)
    t.match(faults, [
      /table "estimates" has other rows/,
      /tokens of "[\w-]+" differ/,
      /index "estimates_by_low" is missing/,
    ])
  })

  await t.test('commands work on the database in DATABASE_URL', async (t) => {
    const { url } = await publishedIn(server, databaseFor(t))
    const folder = folderFor(t)
    const env = { DATABASE_FILE: join(folder, 'own.sqlite'), DATABASE_URL: url }
    const says = async (args: string[], status: number, pattern: RegExp, more: Record<string, string> = {}) => {
      const run = start([...command, ...args], { ...env, ...more })
      t.equal(await run.ended, status, args.join(' '))
      t.match(run.output(), pattern)
      t.notMatch(run.output(), /secret|\n +at /)
    }
    const { seed, edit } = seedCopy(t)
    const copy = join(folder, 'copy.sqlite')
    await says(['backup', copy], 0, /Copied 127\.0\.0\.1:\d+\/facts\d+ to/)
    t.ok(readFileSync(copy).equals(readFileSync(databaseFor(t))), 'the stored file, byte for byte')
    const restored = (await publishedIn(server, databaseFor(t))).url
    await says(['restore', copy], 0, /holds version 1\.1\.0 of the dataset/, { DATABASE_URL: restored })
    const source = 'fp-2024-10-north-korean-shells'
    const text = join(folder, 'text.txt')
    writeFileSync(text, 'Nothing of it.')
    await says(['verify', source, text], 1, /dataset version 1\.1\.0\n.*another than the one recorded/)
    for (const args of [
      ['serve', '--seed', seed],
      ['verify', source, text, '--record'],
    ])
      await says(
        args,
        args[0] === 'verify' ? 2 : 1,
        /--(seed|record) is about a seed.*DATABASE_URL.*load --seed FOLDER/,
      )
    const { ask } = await agentFor(t, env.DATABASE_FILE, [], env)
    const { data } = await ask('record', { id: source })
    t.match(data.record, { id: source })
    t.notOk(existsSync(env.DATABASE_FILE), 'no file is built of what a server holds')

    // A machine that never loaded before compares with what the server holds.
    edit(`${source}/events.yaml`, /- id: event-containers-arrived$/m, '- id: event-renamed')
    for (const more of [['--check'], []])
      await says(['load', '--seed', seed, ...more], 1, /The event "\S+" of version 1\.1\.0 is gone/)
  })

  await t.test('loads wait for one another', async (t) => {
    const file = databaseFor(t)
    const { name, url } = await publishedIn(server, file)
    const waited: string[] = []
    await Promise.all(
      ['a', 'b', 'c'].map((one) => publishAt(url, file, { keepVersions: 5, onWait: () => waited.push(one) })),
    )
    t.ok(waited.length >= 1)
    const [versions] = await server.run(name, 'select max(number) as newest from conflict_facts.versions')
    const [pointer] = await server.run(name, 'select number from conflict_facts.in_service')
    t.equal(pointer?.number, versions?.newest)
  })

  await t.test('a version that was compared with another than the one in service is refused', async (t) => {
    const file = databaseFor(t)
    const { url } = await publishedIn(server, file)
    for (const comparedWith of [null, 999])
      await t.rejects(publishAt(url, file, { keepVersions: 5, comparedWith }), /Another load .* Load again/)
    await publishAt(url, file, { keepVersions: 5, comparedWith: 1 })
  })

  await t.test('a slow statement ends with 503, and holds up nobody else', async (t) => {
    const { url } = await publishedIn(server, databaseFor(t))
    const app = await serviceOn(t, url)
    const blocking = await connect(url)
    await blocking.query('begin')
    await blocking.query('lock table conflict_facts_v1.estimates in access exclusive mode')
    const slow = Promise.all([1, 2, 3].map((limit) => app.inject(`/v1/estimates?limit=${limit}`)))
    t.equal((await app.inject('/v1/quotes?limit=3')).statusCode, 200)
    for (const { statusCode, headers, body } of await slow) {
      t.strictSame([statusCode, headers['retry-after']], [503, '10'])
      t.match(body, /took too long/)
    }
    await blocking.end()
    t.equal((await app.inject('/v1/estimates?limit=1')).statusCode, 200)
  })

  await t.test('a server that stops means 503 and not ready, until it is back', async (t) => {
    const { url } = await publishedIn(server, databaseFor(t))
    const app = await serviceOn(t, url)
    t.equal((await app.inject('/health/ready')).statusCode, 200)
    await server.stop()
    for (const path of ['/health/ready', '/v1/events?limit=7', '/v1/search?q=shells']) {
      const { statusCode, body } = await app.inject(path)
      t.equal(statusCode, 503, path)
      t.notMatch(body, /secret/)
    }
    t.equal((await app.inject('/health/live')).statusCode, 200)
    await server.start()
    await until('it is ready again', async () => (await app.inject('/health/ready')).statusCode === 200)
    t.equal((await app.inject('/v1/events?limit=7')).statusCode, 200)
    const { seed, edit } = releasedSeed(t)
    edit('dataset.yaml', /^title: .*$/m, 'title: After the restart')
    edit('dataset.yaml', /^version: .*$/m, 'version: 3.0.0-draft')
    const next = `${folderFor(t)}/next.sqlite`
    load(seed, next)
    await publishAt(url, next, { keepVersions: 5 })
    await until('a load is seen again', async () => (await getJson(app, '/')).name === 'After the restart')
  })

  await t.test('what is wrong with a database is said, without its password', async (t) => {
    const file = databaseFor(t)
    const { name, url } = await publishedIn(server, file)
    await server.run('postgres', 'create database empty', `create role reader login password 'secret of the test'`)
    const { name: newer } = await publishedIn(server, file)
    await server.run(newer, 'update conflict_facts.versions set schema_version = 9999')
    const nothing = `postgres://postgres:secret@127.0.0.1:${await freePort()}/facts`
    const says = async (DATABASE_URL: string, subcommand: string, pattern: RegExp) => {
      const run = start([...command, subcommand], { DATABASE_FILE: file, DATABASE_URL })
      const status = await run.ended
      t.equal(status, 1, `${subcommand}: ${pattern}`)
      t.match(run.output(), pattern)
      t.notMatch(run.output(), /secret/)
      t.notMatch(run.output(), /\n +at /, 'no stack')
    }
    await Promise.all([
      says(nothing, 'serve', /Nothing listens there/),
      says(server.urlOf(name, 'postgres', 'secret wrong'), 'load', /refused the user name or the password/),
      says('mysql://root:secret@127.0.0.1/x', 'serve', /DATABASE_URL: Not the address of a PostgreSQL database/),
    ])
    const serves = (url: string) => openStore({ databaseFile: file, database: { url, ...settings } }, { error() {} })
    const refuses = async (asked: Promise<unknown>, pattern: RegExp) => {
      const { message } = await asked.then(
        () => new Error('nothing was refused'),
        (error: Error) => error,
      )
      t.match(message, pattern)
      t.notMatch(message, /secret/)
    }
    await refuses(rehearseAt(nothing), /Nothing listens there/)
    await refuses(serves(`postgres://x:secret@no-such-host.invalid/facts`), /no such host|cannot be resolved/)
    await refuses(serves(server.urlOf(name, 'postgres', 'secret wrong')), /refused the user name or the password/)
    await refuses(serves(server.urlOf(name, 'nobody')), /refused the user/)
    for (const url of [server.urlOf(name, 'reader', ''), server.urlOf(name, 'reader', '').replace(':@', '@')])
      await refuses(serves(url), /asks for a password\. Write it in DATABASE_URL/)
    await refuses(serves(server.urlOf('none')), /no such database/)
    await refuses(serves(server.urlOf('empty')), /holds no dataset of Conflict Facts\. Run `conflict-facts load`/)
    await refuses(serves(server.urlOf(newer)), /schema version 9999; this build reads \d+\. Run a newer build/)
    await refuses(rehearseAt(server.urlOf(newer)), /schema version 9999; this build writes \d+\. Run a newer build/)
    await refuses(serves(server.urlOf(name, 'reader')), /has not the rights/)
    await refuses(rehearseAt(server.urlOf(name, 'reader')), /has not the rights/)
    await refuses(serves(`${url}?sslmode=verify-full`), /offers no TLS/)
    await server.run(name, `alter database ${name} set default_transaction_read_only = on`)
    await refuses(rehearseAt(url), /read-only replica/)
  })

  await t.test('a server that takes connections by TLS alone', { skip: missingTools(['openssl']) }, async (t) => {
    const { url } = await publishedIn(server, databaseFor(t))
    const folder = folderFor(t)
    const key = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
    const certify = (name: string, ...options: string[]) =>
      execFileSync(
        'openssl',
        [...key, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`, ...options],
        {
          cwd: folder,
          stdio: 'ignore',
        },
      )
    const byAuthority = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-addext', 'basicConstraints=CA:false']
    for (const name of ['authority', 'other']) certify(name)
    certify('server', ...byAuthority, '-addext', 'subjectAltName=IP:127.0.0.1')
    for (const [name, from] of [
      ['server.crt', 'server.pem'],
      ['server.key', 'server.key'],
      ['root.crt', 'authority.pem'],
    ])
      server.write(name as string, readFileSync(join(folder, from as string), 'utf8'))
    server.write('pg_hba.conf', 'hostssl all all 127.0.0.1/32 scram-sha-256')
    await server.run(
      'postgres',
      'alter system set ssl = on',
      `alter system set ssl_ca_file = 'root.crt'`,
      'select pg_reload_conf()',
    )
    const serves = (query: string) => rehearseAt(url + query)
    const root = (name: string) => `?sslmode=verify-full&sslrootcert=${join(folder, name)}`
    await until('it takes TLS alone', () =>
      serves('').then(
        () => false,
        () => true,
      ),
    )
    await t.rejects(serves(''), { message: /takes this user by TLS alone\. Add \?sslmode=verify-full/ })
    await t.rejects(serves('?sslmode=disable'), { message: /takes this user by TLS alone/ })
    await t.resolves(serves(root('authority.pem')))
    await t.resolves(serves(root('authority.pem').replace('sslmode=verify-full&', '')), 'the mode is verify-full')
    await t.resolves(serves('?sslmode=no-verify'))
    await t.rejects(serves('?sslmode=verify-full'), { message: /not trusted\. .*sslrootcert=FILE/ })
    await t.rejects(serves(root('other.pem')), { message: /not trusted/ })
    await t.rejects(serves(root('none.pem')), { message: /files in sslrootcert.*cannot be used.*none\.pem/ })
    const byName = url.replace('127.0.0.1', 'localhost') + root('authority.pem')
    await t.rejects(rehearseAt(byName), { message: /not trusted.*does not match certificate/ })
    const app = await serviceOn(t, url + root('authority.pem'))
    t.equal((await app.inject('/v1/estimates?limit=1')).statusCode, 200)
    const administrator = await connect(url + root('authority.pem'))
    server.write('pg_hba.conf', 'hostssl all all 127.0.0.1/32 cert')
    await administrator.query('select pg_reload_conf()')
    await administrator.end()
    await until('it asks for a certificate', () =>
      serves(root('authority.pem')).then(
        () => false,
        () => true,
      ),
    )
    await t.rejects(serves(root('authority.pem')), { message: /asks for a certificate\. Name yours by &sslcert=FILE/ })
    certify('postgres', ...byAuthority)
    const own = (key: string) => `&sslcert=${join(folder, 'postgres.pem')}&sslkey=${join(folder, key)}`
    await t.resolves(serves(root('authority.pem') + own('postgres.key')))
    await t.rejects(serves(root('authority.pem') + own('server.key')), {
      message: /files in sslrootcert.*cannot be used/,
    })
  })
})
