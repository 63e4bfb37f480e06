import t from 'tap'
import { buildApp } from '../src/app.ts'
import { attributionLine, displayLine } from '../src/facts/display.ts'
import { appFor, getJson, seedCopy, walk } from './support.ts'

const article = 'fp-2024-10-north-korean-shells'
const cite = (id: string) => `/v1/estimates/${id}/citation`

t.test('the line that stands for a fact keeps hedge, claimant, relay, reporter and vague date', async (t) => {
  const app = await appFor(t)
  const lines: Record<string, string> = {
    'estimates/estimate-fp-analysts-11000-containers':
      'at least 11,000 containers (U.S. State Department analysts, reported by Foreign Policy, October 2024)',
    'estimates/estimate-fp-spread-of-shells':
      'from 1.6 million to almost 6 million shells (several estimators, not named, reported by Foreign Policy, October 2024)',
    'estimates/estimate-fp-experts-2-million-shells':
      'at least 2 million [shells] (experts, reported by Foreign Policy, October 2024)',
    'estimates/estimate-fp-thousands-of-containers': 'thousands of shipping containers (Foreign Policy, October 2024)',
    'estimates/estimate-fp-thousands-of-miles':
      'thousands of miles (Foreign Policy, attribution ambiguous, October 2024)',
    'estimates/estimate-k13-c4ads-shells':
      'about 1.6 million artillery shells (C4ADS, said 22 June 2024, relayed by The Washington Post, reported by Euromaidan Press, 23 June 2024)',
    'estimates/estimate-k09-mnd-capacity-politico':
      'up to approximately 3 million [shells, capacity], if all were 152 mm (Ministry of National Defense of South Korea, through Shin Won-sik, said 26 February 2024, reported by Politico Europe)',
    'estimates/estimate-k06-state-department-containers':
      'more than 10,000 containers (United States Department of State, said 23 February 2024, reported by [Page at cambodiatribune.com on containers sent to Russia])',
    'quotes/quote-blinken-first-priority':
      'The Security Council ought to put arms reaching Russia from North Korea, and from Iran, before all else (demand by Antony Blinken to United Nations Security Council, said September 2024 (“last month”), reported by Foreign Policy, October 2024)',
    'quotes/quote-fp-question-why-a-threat':
      'How can aged, unreliable artillery rounds matter so much in a war of modern weapons? (question by Foreign Policy, October 2024)',
    'quotes/quote-denunciations':
      "North Korea's help for Russia's war is condemned, and more strongly since the pact was signed (claimant not named, reported by Foreign Policy, October 2024)",
    'events/event-iranian-arms-deliveries':
      'Iran delivers arms to Russia (asserted by Antony Blinken, said September 2024 (“last month”), reported by Foreign Policy, October 2024)',
    'relations/relation-north-korea-trades':
      'North Korea trades with Russia (questioned by Foreign Policy, October 2024)',
    'mentions/mention-fp-russia-as-moscow': '“Moscow’s”, metonym for Russia (Foreign Policy, October 2024)',
    [`sources/${article}`]: 'North Korean Shells Fuel Russia’s War—and Kim’s Ambitions (Foreign Policy, October 2024)',
    'sources/kp-ru-thedailybeast-2023-10':
      '[Page at thedailybeast.com on containers delivered to Russia] (The Daily Beast)',
    'sources/kp-ru-cambodiatribune-2024-02': '[Page at cambodiatribune.com on containers sent to Russia]',
  }
  for (const [path, line] of Object.entries(lines)) t.equal((await getJson(app, `/v1/${path}`)).data.display, line)
})

t.test('no figure is shown without its words, and none with a claimant it does not have', async (t) => {
  const app = await appFor(t)
  const names = new Map((await walk(app, '/v1/entities?limit=1000')).map(({ id, name }) => [id, name]))
  for (const { id, display, as_stated, claimants, relayed_by, hedges, condition } of await walk(app, '/v1/estimates')) {
    t.ok(display.startsWith(as_stated), id)
    for (const one of [...claimants, ...relayed_by]) t.ok(display.includes(names.get(one)), `${id} names ${one}`)
    for (const { words, scope } of hedges) if (scope !== 'content') t.ok(display.includes(words), `${id}: ${words}`)
    if (condition !== null) t.ok(display.includes(condition), id)
    if (claimants.length === 0) t.match(display, /not named/, id)
  }
})

t.test('a denial stands beside the assertion it denies', (t) => {
  const reported = { reportedBy: ['A Paper'], published: 'about 2024' }
  const asserted = { kind: 'named' as const, claimants: ['One', 'Two', 'Three'], act: 'asserted', ...reported }
  const denied = { kind: 'none' as const, claimants: [], act: 'denied', reportedBy: ['A Paper'], published: null }
  t.equal(
    displayLine('It happened.', asserted, denied),
    'It happened (asserted by One, Two and Three, reported by A Paper, about 2024; denied, claimant not named, reported by A Paper)',
  )
  t.equal(attributionLine({ ...asserted, claimants: ['A Paper'], act: undefined }), 'A Paper, about 2024')
  t.end()
})

t.test('a fact is cited as an entry of this version of the dataset, after its source', async (t) => {
  const app = await appFor(t)
  const { data, meta } = await getJson(app, cite('estimate-fp-analysts-11000-containers'))
  const display =
    'at least 11,000 containers (U.S. State Department analysts, reported by Foreign Policy, October 2024)'
  const note =
    'Conflict Facts, version 1.0.0 (2026-11-23), record estimate-fp-analysts-11000-containers, after North Korean Shells Fuel Russia’s War—and Kim’s Ambitions (Foreign Policy, October 2024).'
  t.equal(meta.dataset_version, '1.0.0')
  t.equal(data.display, display)
  t.strictSame(data.csl, {
    id: 'estimate-fp-analysts-11000-containers',
    type: 'entry',
    title: display,
    'container-title': 'Conflict Facts',
    version: '1.0.0',
    issued: { 'date-parts': [[2026, 11, 23]] },
    language: 'en',
    note,
  })
  t.equal(data.text, `${display}. (2026). In Conflict Facts (Version 1.0.0). ${note}`)
  t.match(data.bibtex, /^@misc\{estimate-fp-analysts-11000-containers,\n/)
  t.match(data.bibtex, /title = \{at least 11,000 containers \(\{U\}\.\{S\}\./)
  t.match(
    data.bibtex,
    /note = \{Conflict Facts, version 1\.0\.0 \(2026-11-23\), record estimate-fp-analysts-11000-containers, after North Korean Shells/,
  )
})

t.test('an address stands in a citation only where the service knows its own', async (t) => {
  const app = await appFor(t)
  const known = await buildApp({ databaseFile: app.databaseFile, publicUrl: 'https://facts.example' })
  t.teardown(() => known.close())
  const url = cite('estimate-fp-spread-of-shells')
  t.equal((await getJson(app, url)).data.csl.URL, undefined)
  t.equal((await getJson(known, url)).data.csl.URL, 'https://facts.example/v1/estimates/estimate-fp-spread-of-shells')
})

t.test('a source is cited as itself: supplied titles keep their brackets, inferred dates are about', async (t) => {
  const app = await appFor(t)
  const { data } = await getJson(app, `/v1/sources/${article}/citation`)
  t.match(data.csl, { 'container-title': 'Foreign Policy', issued: { 'date-parts': [[2024, 10]], circa: true } })
  t.match(data.text, /^North Korean Shells Fuel Russia’s War—and Kim’s Ambitions\. \(ca\. 2024, October\)\./)
  t.match(data.text, /Recorded in Conflict Facts, version 1\.0\.0 \(2026-11-23\)\. Published 2024-10 \(inferred\)\.$/)
  t.match(data.bibtex, /Foreign Policy/)
  const supplied = await getJson(app, '/v1/sources/kp-ru-thedailybeast-2023-10/citation')
  t.match(supplied.data.text, '[Page at thedailybeast.com on containers delivered to Russia]')
  t.match(supplied.data.text, '(n.d.)')
  t.match(supplied.data.bibtex, 'title = {[{Page} at thedailybeast.com on containers delivered to {Russia}]}')
  t.equal(supplied.data.csl.type, 'webpage')
})

t.test('an editor may say what kind of periodical a source is, and seasons stay seasons', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit(
    'kp-ru-public-record/sources.yaml',
    'publisher: the-daily-beast\n',
    `publisher: the-daily-beast
    csl_type: article-magazine
    published: { edtf: 2023-23~, as_stated: in autumn, basis: stated }\n`,
  )
  edit('kp-ru-public-record/sources.yaml', '[Page at lessentiel.lu', 'Снаряди 100% & [Page at lessentiel.lu')
  const app = await appFor(t, seed)
  const { csl, text } = (await getJson(app, '/v1/sources/kp-ru-thedailybeast-2023-10/citation')).data
  t.equal(csl.type, 'article-magazine')
  t.strictSame(csl.issued, { 'date-parts': [[2023]], season: 3, circa: true })
  t.match(text, 'Published 2023-23~ (stated).')
  const { bibtex } = (await getJson(app, '/v1/sources/kp-ru-lessentiel-2023-11/citation')).data
  t.match(bibtex, 'Снаряди 100\\% \\& [', 'no letter is lost, and what TeX would read is escaped')
})

t.test('each form of a citation can be had alone, in each style that is shipped', async (t) => {
  const app = await appFor(t)
  const url = cite('estimate-fp-analysts-11000-containers')
  const ask = (accept: string, query = '') => app.inject({ url: url + query, headers: { accept } })
  const { csl, bibtex, text } = (await getJson(app, url)).data
  const csljson = await ask('application/vnd.citationstyles.csl+json')
  t.strictSame(csljson.json(), [csl])
  t.equal((await ask('application/x-bibtex')).body, `${bibtex}\n`)
  t.equal((await ask('text/plain, application/json;q=0.5')).body, `${text}\n`)
  t.match(
    (await ask('text/plain', '?style=harvard1')).body,
    /^“at least 11,000 containers .*” \(2026\) Conflict Facts\./,
  )
  t.match((await ask('text/plain', '?style=vancouver')).body, /^at least 11,000 containers .* Conflict Facts\. 2026\./)
  const unknown = await getJson(app, `${url}?style=chicago`, 400)
  t.strictSame(unknown.errors[0].allowed, ['apa', 'harvard1', 'vancouver'])
  const etags = await Promise.all(
    ['application/json', 'application/x-bibtex', 'text/plain'].map(async (type) => (await ask(type)).headers.etag),
  )
  t.equal(new Set(etags).size, 3, 'an ETag for each representation')
})

t.test('every source and every fact can be cited, in BibTeX under its id', async (t) => {
  const app = await appFor(t)
  for (const collection of ['sources', 'mentions', 'quotes', 'estimates', 'events', 'relations'])
    for (const { id, display } of await walk(app, `/v1/${collection}?limit=1000`)) {
      const { data } = await getJson(app, `/v1/${collection}/${id}/citation`)
      t.ok(data.bibtex.includes(`{${id},`), id)
      t.ok(data.text.includes('version 1.0.0'), id)
      // Styles set their own quotation marks and apostrophes.
      const plain = (words: string) => words.replaceAll(/["'“”‘’]/g, '')
      if (collection !== 'sources') t.ok(plain(data.text).includes(plain(display)), id)
    }
})

t.test('what is not acceptable is refused with what is, and weights and parameters of Accept are read', async (t) => {
  const app = await appFor(t)
  const url = cite('estimate-fp-spread-of-shells')
  const refused = await app.inject({ url, headers: { accept: 'image/png, application/json;q=0' } })
  t.equal(refused.statusCode, 406)
  t.equal(refused.headers.vary, 'Accept')
  t.strictSame(refused.json().allowed, [
    'application/json',
    'application/vnd.citationstyles.csl+json',
    'application/x-bibtex',
    'text/plain',
  ])
  const chosen: [accept: string, type: string][] = [
    ['*/*', 'application/json; charset=utf-8'],
    ['text/html, */*;q=0.1', 'application/json; charset=utf-8'],
    ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
    ['application/json;q=0.2, application/x-bibtex;q=0.9', 'application/x-bibtex; charset=utf-8'],
    ['text/*', 'text/plain; charset=utf-8'],
  ]
  for (const [accept, type] of chosen) {
    const answer = await app.inject({ url, headers: { accept } })
    t.equal(answer.headers['content-type'], type, accept)
    t.equal(answer.headers.vary, 'Accept, Accept-Encoding')
  }
})
