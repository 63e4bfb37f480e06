// Starts the service as the README says, on a fresh database, and asks it for real facts over HTTP.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'conflict-facts-smoke-'))
const env = { ...process.env, PORT: '0', DATABASE_FILE: join(folder, 'facts.sqlite'), LOG_LEVEL: 'warn' }
const server = spawn('npm', ['start'], { env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })

try {
  const address = await new Promise((resolve, reject) => {
    let output = ''
    server.stdout.on('data', (chunk) => {
      output += chunk
      const [, found] = /Swagger UI\s+(http:\/\/\S+)\/docs/.exec(output) ?? []
      if (found) resolve(found)
    })
    server.on('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)))
    setTimeout(() => reject(new Error(`npm start said no address within two minutes: ${output}`)), 120_000).unref()
  })
  const get = async (path) => {
    const response = await fetch(address + path)
    assert.equal(response.status, 200, path)
    return response.json()
  }
  const { data } = await get('/v1/estimates?quantity=shells-delivered-kp-ru&spread=true')
  assert.equal(data.length, 1)
  assert.equal(data[0].low, 1_600_000)
  assert.equal(data[0].high_inclusive, false)
  const quotes = await get('/v1/quotes?speaker=kyrylo-budanov&source=fp-2024-10-north-korean-shells')
  assert.equal(quotes.data.length, 2)
  assert.ok(quotes.data.every(({ evidence }) => evidence.length > 0))
  assert.equal((await get('/health/ready')).status, 'ok')
  assert.ok((await get('/openapi.json')).paths['/v1/quotes'])
  assert.match(await (await fetch(`${address}/docs/`)).text(), /swagger-ui/)
  const page = await (await fetch(`${address}/explore`)).text()
  const [, script] = /<script[^>]* src="([^"]+)"/.exec(page)
  assert.equal((await fetch(new URL(script, `${address}/explore/`))).status, 200)
  console.log(`asked ${address}: facts, health, contract, Swagger UI and the explorer answered`)
} finally {
  process.kill(-server.pid, 'SIGTERM')
  await new Promise((resolve) => server.on('close', resolve))
  rmSync(folder, { recursive: true, force: true })
}
