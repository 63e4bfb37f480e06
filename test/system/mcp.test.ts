/** The tools for agents, asked by the official client of the protocol through the built command. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { inPackage } from '../../src/package.ts'
import { agentFor } from '../support/agent.ts'
import { command, start } from '../support/commands.ts'
import { appFor, databaseFor, folderFor, getJson, seedCopy } from '../support/support.ts'

t.test('a question is answered with its words, its source, its citation and its limits', async (t) => {
  const app = await appFor(t)
  const { client, ask } = await agentFor(t, app.databaseFile)
  t.match(client.getInstructions(), /Start with `search`.*Do not average/)
  const { tools } = await client.listTools()
  t.strictSame(
    tools.map(({ name }) => name),
    ['search', 'record', 'compare', 'corridor', 'cite'],
  )
  for (const { annotations, inputSchema, description } of tools) {
    t.equal(annotations?.readOnlyHint, true)
    t.equal(inputSchema.additionalProperties, false)
    t.ok(description)
  }

  // How many shells are said to have been sent?
  const { data: found } = await ask('search', { query: '"2 million" shells', types: ['estimate'] })
  const id = 'estimate-fp-experts-2-million-shells'
  const hit = found.results.find((one: { id: string }) => one.id === id)
  t.match(hit, {
    type: 'estimate',
    display: /^at least 2 million \[shells\] \(experts, reported by Foreign Policy, October 2024\)$/,
    source: { id: 'fp-2024-10-north-korean-shells', display: /\(Foreign Policy, October 2024\)$/ },
    quantity: 'shells-delivered-kp-ru',
    address: `/v1/estimates/${id}`,
  })
  t.ok(hit.words.includes('at least 2 million'))
  t.match(found.limits.join(' '), /Do not average, add up.*not verified.*Quotation marks/)

  const { data: cited } = await ask('cite', { id, style: 'vancouver' })
  const { data: citation } = await getJson(app, `/v1/estimates/${id}/citation?style=vancouver`)
  t.equal(cited.citation, citation.text)
  t.equal(cited.bibtex, citation.bibtex)

  const { data: record } = await ask('record', { id })
  t.strictSame(record.record, (await getJson(app, `/v1/estimates/${id}`)).data)
  t.strictSame(record.words, hit.words)
  t.match(record.citation, /Recorded in Conflict Facts/)

  const { data: compared } = await ask('compare', { quantity: hit.quantity })
  const comparison = (await getJson(app, `/v1/quantities/${hit.quantity}/comparison`)).data
  t.equal(compared.summary, comparison.summary.long)
  t.strictSame(compared.failing, comparison.failing)
  t.strictSame(compared.ladder, comparison.ladder)
  t.strictSame(
    new Set(compared.reports.map(({ claim }: { claim: string }) => claim)),
    new Set(comparison.claims.map(({ claim }: { claim: string }) => claim)),
  )
  t.ok(compared.reports.every((one: { source: unknown; display: string }) => one.source && one.display))
  t.equal(compared.address, `/v1/quantities/${hit.quantity}/comparison`)

  const asked = { at: '2024-10-01', known_by: '2025-06-01' }
  const { data: corridor } = await ask('corridor', { quantity: 'containers-delivered-kp-ru', ...asked })
  t.equal(corridor.address, '/v1/quantities/containers-delivered-kp-ru/corridor?at=2024-10-01&known_by=2025-06-01')
  t.strictSame(corridor.steps, (await getJson(app, corridor.address)).data.steps)
  t.match(corridor.steps[0], { low: 13_000, high: 16_000 })
  t.match(corridor.citation, /^Conflict Facts, version/)
})

t.test('the example of the documentation is answered as it says', async (t) => {
  const { ask } = await agentFor(t, databaseFor(t))
  const page = readFileSync(inPackage('docs', 'agents.md'), 'utf8')
  const calls = [...page.matchAll(/^(?:Calls)? +(\w+) (\{.+\})$/gm)]
  t.equal(calls.length, 2)
  const texts: string[] = []
  for (const [, tool = '', asked = ''] of calls) {
    const { isError, text } = await ask(tool, JSON.parse(asked))
    t.notOk(isError, text)
    texts.push(text)
  }
  t.match(texts[0], '"id":"containers-delivered-kp-ru"')
  const { steps, reports, address } = JSON.parse(texts[1] ?? '')
  t.match(steps, [{ low: 13_000, high: 16_000, outside: [{ low: 20_000 }] }])
  t.ok(page.includes(address))
  for (const words of ['Defense Intelligence Agency of South Korea, said 27 August 2024', 'said 15 April 2025'])
    t.ok(
      reports.some(({ display }: { display: string }) => display.includes(words)),
      words,
    )
})

t.test('records of every type are read by id, and a text that was not at hand is not quoted', async (t) => {
  const app = await appFor(t)
  const { ask } = await agentFor(t, app.databaseFile)
  const collections = ['sources', 'entities', 'mentions', 'quotes', 'quantities', 'claims', 'estimates', 'origins']
  for (const collection of [...collections, 'events', 'relations', 'evidence']) {
    const [one] = (await getJson(app, `/v1/${collection}?limit=1`)).data
    const { data } = await ask('record', { id: one.id })
    t.match(data, { id: one.id, address: `/v1/${collection}/${one.id}`, record: one }, collection)
    t.ok(data.display)
  }
  const { data: noted } = await ask('record', { id: 'estimate-k13-c4ads-shells' })
  t.strictSame(noted.words, [])
  t.match(noted.words_note, /was not at hand.*quotation marks/)
  const { data: claim } = await ask('record', { id: 'claim-k13-c4ads-shells' })
  t.equal(claim.reports[0].id, 'estimate-k13-c4ads-shells')
})

t.test('what cannot be answered is an error of the tool that says what can', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit(
    'retired.yaml',
    /$/,
    '- { id: old-quote, type: quote, reason: Test., version: 1.0.0, superseded_by: quote-budanov-direct-threat }',
  )
  const app = await appFor(t, seed)
  const { ask } = await agentFor(t, app.databaseFile, ['--seed', seed])
  const cases: [tool: string, asked: Record<string, unknown>, says: RegExp][] = [
    ['record', { id: 'no-such-record' }, /no record with the id "no-such-record".*`search`/],
    [
      'record',
      { id: 'old-quote' },
      /was withdrawn in version 1\.0\.0: Test\..*superseded by \/v1\/quotes\/quote-budanov/,
    ],
    ['record', { id: '../sources' }, /letters, digits and hyphens/],
    ['cite', { id: 'north-korea' }, /type entity is not cited by itself/],
    ['cite', { id: 'estimate-k13-c4ads-shells', style: 'chicago' }, /style: .*"apa"\|"harvard1"\|"vancouver"/],
    ['cite', {}, /id: /],
    ['search', { query: 'shells', limitt: 3 }, /no parameter limitt\. Allowed: query, types, limit\./],
    ['search', { query: 'shells', limit: 21 }, /limit: .*<=20/],
    ['search', { query: 'shells', types: ['claim'] }, /types\[?\.?0/],
    ['search', { query: '"' }, /q: Contains no word/],
    [
      'compare',
      { quantity: 'shells' },
      /no quantity with the id "shells"\. Allowed: .*shells-delivered-kp-ru \(Artillery shells/,
    ],
    ['compare', { quantity: 'shells-delivered-kp-ru', claimant: 'soth korea' }, /claimant: .*Nearest: south-korea/],
    ['compare', { quantity: 'shells-delivered-kp-ru', known_by: 'yesterday' }, /known_by: .*not an EDTF date/],
    ['corridor', { quantity: 'shells-per-year-kp-ru' }, /has no corridor\. Allowed: additive totals/],
    ['corridor', { quantity: 'containers-delivered-kp-ru', at: '2024-13-01' }, /at: /],
    ['corridor', { quantity: 'a b' }, /letters, digits and hyphens/],
  ]
  for (const [tool, asked, says] of cases) {
    const { isError, text } = await ask(tool, asked)
    t.ok(isError, `${tool} ${JSON.stringify(asked)}`)
    t.match(text, says)
  }
  await t.rejects(ask('average', {}), /average/)
})

t.test('the service of an address is asked in its place, and records have its address', async (t) => {
  const app = await appFor(t)
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const { ask } = await agentFor(t, '', ['--url', `${base}/`])
  const { data } = await ask('record', { id: 'estimate-k13-c4ads-shells' })
  t.equal(data.address, `${base}/v1/estimates/estimate-k13-c4ads-shells`)
  await app.close()
  t.match(await ask('search', { query: 'shells' }), { isError: true, text: `${base} cannot be reached` })
})

t.test('an address that serves something else is named', async (t) => {
  const other = createServer((request, response) => {
    const [status, type] = request.url?.startsWith('/v1/search') ? [502, 'application/json'] : [200, 'text/html']
    response.writeHead(status, { 'content-type': type }).end('{}')
  }).listen(0, '127.0.0.1')
  t.teardown(() => other.close())
  await once(other, 'listening')
  const base = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  const { ask } = await agentFor(t, '', ['--url', base])
  const { text } = await ask('search', { query: 'shells' })
  t.equal(text, `${base} answers 502 Bad Gateway, and nothing of this service.`)
  t.match(await ask('record', { id: 'x' }), { isError: true, text: 'answers 200 OK, and nothing of this service' })
})

t.test('standard output has the protocol alone; a start that loads facts says so on the other one', async (t) => {
  const databaseFile = `${folderFor(t)}/facts.sqlite`
  const { ask, errors } = await agentFor(t, databaseFile, [], { PUBLIC_URL: 'https://facts.example/path' })
  const { data } = await ask('record', { id: 'estimate-k13-c4ads-shells' })
  t.equal(data.address, 'https://facts.example/path/v1/estimates/estimate-k13-c4ads-shells')
  const cited = data.address.replace('/v1/', '/versions/1.1.0/v1/')
  t.ok(data.citation.includes(cited), 'the address that is cited stays with its version')
  t.match(errors(), /facts\.sqlite/)
})

t.test('the command ends with its input, and refuses what it cannot use', async (t) => {
  const databaseFile = databaseFor(t)
  const ended = start([...command, 'mcp'], { DATABASE_FILE: databaseFile })
  ended.child.stdin?.end()
  t.equal(await ended.ended, 0)
  const cases: [args: string[], says: RegExp][] = [
    [['--url', 'ftp://x'], /"ftp:\/\/x" is no address of a service\. Allowed: such as https/],
    [['--url', 'facts'], /is no address of a service/],
    [['--url', 'http://127.0.0.1:1', '--seed', 'seed'], /Give --url or --seed, not both/],
  ]
  for (const [args, says] of cases) {
    const run = start([...command, 'mcp', ...args])
    t.equal(await run.ended, 1)
    t.match(run.output(), says)
  }
})
