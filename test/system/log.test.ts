/** The log: facts that operators learn from it, and facts that nobody learns. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { command, processesOf, served, start } from '../support/commands.ts'
import { exchange } from '../support/sockets.ts'
import { databaseFor, folderFor } from '../support/support.ts'
import { until } from '../support/until.ts'

/** The built service, and the lines of its log once it is closed. */
async function serverFor(t: Test, env: Record<string, string>) {
  const server = await served(t, databaseFor(t), { LOG_LEVEL: 'info', ...env })
  return {
    address: server.base,
    async close() {
      const code = await server.close()
      const output = server.output()
      const lines = output.split('\n').filter((line) => line.startsWith('{'))
      return { code, output, lines: lines.map((line) => JSON.parse(line)) }
    },
  }
}

const secret = 'sekrit-token-4711'
const requests = [
  [`GET /v1/quotes?q=shells&limit=1&access_token=${secret}`, ''],
  ['GET /v1/quotes?q=shells&limit=1', ''],
  ['GET /v1/quotes?q=shells&limit=1', ''],
  ['GET /v1/quotes?q=shells&limit=1', `Authorization: Bearer ${secret}\r\nCookie: session=${secret}\r\n`],
  ['GET /v1/quotes?q=shells&limit=1', ''],
  ['GET /nowhere%0a%0d{"level":30}', ''],
  ['GET /v1/quotes/%zz', ''],
  ['BREW /', ''],
] as const

async function talk(address: string) {
  for (const [line, headers] of requests) {
    const head = `Host: x\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.77\r\n${headers}`
    await exchange(address, `${line} HTTP/1.1\r\n${head}\r\n`)
  }
}

t.test('each request has one line with its id, and nobody learns from it who asked for what', async (t) => {
  const { address, close } = await serverFor(t, { TRUST_PROXY: '1' })
  await talk(address)
  const { code, output, lines } = await close()
  t.equal(code, 0, 'SIGTERM ends it in order')
  const answered = lines.filter(({ msg }) => msg === 'response sent' || msg === 'refused')
  t.equal(answered.length, requests.length)
  t.equal(new Set(answered.map(({ reqId }) => reqId)).size, requests.length)
  t.strictSame(
    answered.map(({ status }) => status),
    [400, 200, 200, 200, 200, 404, 400, 400],
    'kept answers, bad paths and bytes that are not HTTP among them',
  )
  for (const { reqId, ip, time } of answered) {
    t.match(reqId, /^[\da-f-]{36}$/)
    t.match(ip, /^(203\.0\.113|127\.0\.0)\.0\/24$/)
    t.type(time, 'number')
  }
  t.equal(answered[0].url, '/v1/quotes?q&limit&access_token')
  for (const hidden of [secret, '203.0.113.77', 'shells']) t.notMatch(output.replace(/First curl.*/, ''), hidden)
})

t.test('a proxy on this machine that is not trusted is told once', async (t) => {
  const warnings = async (env: Record<string, string>, headers: string) => {
    const { address, close } = await serverFor(t, env)
    for (const path of ['/v1/quotes?limit=1', '/v1/quotes?limit=1', '/v1/quotes?limit=1', '/nowhere', '/health/live'])
      await exchange(address, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`)
    return (await close()).lines.filter(({ level, msg }) => level === 40 && /X-Forwarded-For/.test(msg))
  }
  const forwarded = 'X-Forwarded-For: 203.0.113.77\r\n'
  const told = await warnings({}, forwarded)
  t.equal(told.length, 1)
  t.match(told[0].msg, /Set TRUST_PROXY to/)
  t.strictSame(await warnings({ TRUST_PROXY: '1' }, forwarded), [])
  t.strictSame(await warnings({}, ''), [])
  for (const nobody of ['', ' ', ',', ' , ,'])
    t.strictSame(await warnings({}, `X-Forwarded-For: ${nobody}\r\n`), [], nobody)
})

t.test('the address of a client stands there without its port', async (t) => {
  const { address, close } = await serverFor(t, { TRUST_PROXY: '1', LOG_REQUESTS: 'whole' })
  for (const client of ['203.0.113.77:4001', '[2001:db8::1]:4001', '_hidden', 'evil, 203.0.113.78:1'])
    for (const path of ['/v1/quotes?limit=1', '/nowhere'])
      await exchange(
        address,
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: ${client}\r\n\r\n`,
      )
  const { lines } = await close()
  t.strictSame(
    lines.filter(({ msg }) => msg === 'response sent').map(({ ip }) => ip),
    ['203.0.113.77', '2001:db8::1', '_hidden', '203.0.113.78'].flatMap((ip) => [ip, ip]),
  )
})

t.test('whole addresses and what was asked for stand there where they are asked for, headers never', async (t) => {
  const { address, close } = await serverFor(t, { TRUST_PROXY: '1', LOG_REQUESTS: 'whole' })
  await talk(address)
  const { output, lines } = await close()
  const answered = lines.filter(({ msg }) => msg === 'response sent')
  t.strictSame(
    answered.map(({ ip }) => ip),
    [...Array(6).fill('203.0.113.77'), '127.0.0.1'],
    'of a path that cannot be read, the address of the socket',
  )
  t.equal(answered[1].url, '/v1/quotes?q=shells&limit=1')
  t.equal(output.split(secret).length - 1, 1, 'only where it stands in an address')
})

/** The service with a named pipe for its standard output, which is read only when it is asked for. */
async function servedIntoPipe(t: Test) {
  const folder = folderFor(t)
  const pipe = join(folder, 'log')
  execFileSync('mkfifo', [pipe])
  const handle = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)
  t.teardown(() => closeSync(handle))
  const server = start(['sh', '-c', `exec ${command.map((word) => `"${word}"`).join(' ')} serve > "${pipe}"`], {
    ...{ DATABASE_FILE: databaseFor(t), LOG_LEVEL: 'info', LOG_REQUESTS: 'whole' },
  })
  t.teardown(() => server.child.kill('SIGKILL'))
  const bytes = Buffer.alloc(65_536)
  let text = ''
  /** All that is in the pipe. */
  const read = () => {
    try {
      for (;;) text += bytes.toString('utf8', 0, readSync(handle, bytes))
    } catch {
      return text
    }
  }
  const reads = (pattern: RegExp) => until(`${pattern} in the log`, () => read().match(pattern))
  const [, port] = await reads(/127\.0\.0\.1:(\d+)\/docs/)
  /** Each has a line of some 8 kB in the log. */
  const ask = async (times: number) => {
    for (let time = 0; time < times; time += 1)
      await (await fetch(`http://127.0.0.1:${port}/nowhere?${'x'.repeat(7000)}`)).text()
  }
  return { ...server, read, reads, ask }
}

t.test('a log that nobody reads is bounded, and says what was dropped once it is read again', async (t) => {
  const { read, reads, ask, child, ended } = await servedIntoPipe(t)
  await ask(300)
  const [, dropped] = await reads(/"lines":(\d+),"msg":"log lines dropped/)
  t.ok(Number(dropped) > 100, `${dropped} lines dropped`)
  await ask(1)
  child.kill('SIGTERM')
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  await until('the end', () => {
    read()
    return isOver
  })
  t.equal(await ended, 0)
  const lines = read()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  const answered = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'response sent').length
  t.equal(answered + Number(dropped), 301, 'each line is written whole, or counted')
})

t.test('a log that nobody reads does not hold up the end', async (t) => {
  const { ask, child, ended } = await servedIntoPipe(t)
  await ask(100)
  child.kill('SIGTERM')
  t.equal(await ended, 0, 'in order, before the time that an end may take is over')
})

/** A port that was free a moment ago: a log that goes nowhere does not say which one was taken. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

for (const [name, into] of [
  ['a full disk', '> /dev/full'],
  ['a full disk for errors too', '> /dev/full 2>&1'],
  ['a reader that is gone', '| true'],
  ['no output at all', '>&-'],
] as const)
  t.test(`${name} under the log drops lines and ends nothing`, async (t) => {
    const port = await freePort()
    const file = databaseFor(t)
    const server = start(
      ['bash', '-c', `${command.map((word) => `"${word}"`).join(' ')} serve ${into}; exit \${PIPESTATUS[0]}`],
      {
        ...{ DATABASE_FILE: file, LOG_LEVEL: 'info', PORT: port },
      },
    )
    const kill = (signal: NodeJS.Signals) => {
      for (const pid of processesOf(file) ?? []) if (Number(pid) !== server.child.pid) process.kill(Number(pid), signal)
    }
    t.teardown(() => kill('SIGKILL'))
    const ask = () => fetch(`http://127.0.0.1:${port}/v1/quotes`).catch(() => undefined)
    await until('an answer', async () => (await ask()) !== undefined || server.child.exitCode !== null)
    // More lines than are written together: several writes fail meanwhile.
    for (let time = 0; time < 100; time += 1) t.equal((await ask())?.status, 200)
    kill('SIGTERM')
    t.equal(await server.ended, 0)
    if (into === '> /dev/full') t.match(server.output(), /"lines":\d+,"msg":"log lines dropped/)
  })

const script = ['/usr/bin/script', '/bin/script'].find((path) => existsSync(path))

for (const into of ['', '< /dev/null', '2> /dev/null'])
  t.test(
    `a service whose terminal is gone ends in order ${into}`,
    { skip: process.platform !== 'linux' || script === undefined ? 'needs script of util-linux' : false },
    async (t) => {
      const folder = folderFor(t)
      const file = databaseFor(t)
      const status = join(folder, 'status')
      const words = command.map((word) => `"${word}"`).join(' ')
      const terminal = start(
        [
          script as string,
          '-qfc',
          `trap "" HUP; ${words} serve ${into}; echo $? > "${status}"`,
          join(folder, 'typescript'),
        ],
        { DATABASE_FILE: file, LOG_LEVEL: 'info', SHELL: '/bin/sh' },
      )
      const kill = (signal: NodeJS.Signals) => {
        for (const pid of processesOf(file) ?? [])
          try {
            process.kill(Number(pid), signal)
          } catch {
            // It has ended since it was listed.
          }
      }
      t.teardown(() => kill('SIGKILL'))
      await terminal.says(/127\.0\.0\.1:(\d+)\/docs/)
      const gone = once(terminal.child, 'exit')
      terminal.child.kill('SIGKILL')
      // The system takes the terminal away before it reports the end of its owner.
      await gone
      // Every write to the terminal fails from here on. The shell ignores the signal until the service has ended.
      kill('SIGHUP')
      await until('the end', () => existsSync(status) && readFileSync(status, 'utf8').endsWith('\n'))
      t.equal(readFileSync(status, 'utf8'), '0\n')
    },
  )

t.test('a fault of the process ends it at once', async (t) => {
  for (const signal of ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP'] as const) {
    const { child, ended } = await served(t, databaseFor(t))
    child.kill(signal)
    t.match(String(await ended), /^SIG/, signal)
  }
})
