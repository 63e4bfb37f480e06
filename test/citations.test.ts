import t from 'tap'
import { buildApp } from '../src/app.ts'
import { attributionLine, displayLine } from '../src/facts/display.ts'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

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
    'quotes/quote-experts-2-million-shells':
      'By summer two million North Korean shells or more had gone to Russia, a good part of them aged or faulty (experts, reported by Foreign Policy, October 2024)',
    'events/event-iranian-arms-deliveries':
      'Iran delivers arms to Russia (presupposed by Antony Blinken, said September 2024 (“last month”), reported by Foreign Policy, October 2024)',
    'relations/relation-north-korea-trades':
      'North Korea trades with Russia (presupposed by Foreign Policy, October 2024)',
    'events/event-containers-docked-in-russia':
      'The containers reached Russia by sea (narrated by Foreign Policy, hedged “evidence suggesting”, October 2024)',
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

t.test('a fact is cited in words of ours, after its source, through this version of the dataset', async (t) => {
  const app = await appFor(t)
  const { data, meta } = await getJson(app, cite('estimate-fp-analysts-11000-containers'))
  const { display, csl } = data
  t.match(display, /^at least 11,000 containers \(U\.S\. State Department analysts, reported by Foreign Policy, /)
  t.equal(meta.dataset_version, '1.1.0')
  const record = 'record /versions/1.1.0/v1/estimates/estimate-fp-analysts-11000-containers'
  t.match(csl, {
    id: 'estimate-fp-analysts-11000-containers',
    type: 'dataset',
    title: 'Conflict Facts',
    version: '1.1.0',
    issued: { 'date-parts': [[2026, 11, 26]] },
    language: 'en',
  })
  t.ok(csl.note.startsWith(`Version 1.1.0, ${record}: ${display}. After North Korean Shells Fuel Russia’s War`))
  t.equal(
    data.text,
    `${display}. North Korean Shells Fuel Russia’s War—and Kim’s Ambitions. (ca. 2024, October). Foreign Policy. Published October 2024 (inferred). Recorded in Conflict Facts, version 1.1.0 (2026-11-26), ${record}.`,
  )
})

t.test('the address of a record is absolute where the service knows its own', async (t) => {
  const app = await appFor(t)
  const known = await buildApp({ databaseFile: app.databaseFile, publicUrl: 'https://facts.example' })
  t.teardown(() => known.close())
  const url = cite('estimate-fp-spread-of-shells')
  t.equal((await getJson(app, url)).data.csl.URL, undefined)
  const { csl, text, bibtex } = (await getJson(known, url)).data
  const address = 'https://facts.example/versions/1.1.0/v1/estimates/estimate-fp-spread-of-shells'
  t.equal(csl.URL, address)
  t.ok(text.endsWith(`, record ${address}.`))
  t.match(bibtex, `url = {${address}}`)
})

t.test('a source is cited as itself, and inferred dates are about, in every style', async (t) => {
  const app = await appFor(t)
  const url = `/v1/sources/${article}/citation`
  const { data } = await getJson(app, url)
  t.match(data.csl, { 'container-title': 'Foreign Policy', issued: { 'date-parts': [[2024, 10]], circa: true } })
  const notes = `Published October 2024 (inferred). Recorded in Conflict Facts, version 1.1.0 (2026-11-26), record /versions/1.1.0/v1/sources/${article}.`
  const title = 'North Korean Shells Fuel Russia’s War—and Kim’s Ambitions'
  t.equal(data.text, `${title}. (ca. 2024, October). Foreign Policy. ${notes}`)
  const inStyle = async (style: string) => (await getJson(app, `${url}?style=${style}`)).data.text
  t.equal(await inStyle('harvard1'), `Foreign Policy (ca. October 2024) “${title}.” ${notes}`)
  t.equal(await inStyle('vancouver'), `${title}. Foreign Policy. ca. October 2024. ${notes}`)
})

t.test('a source whose title is not known is described, never titled, in every style and form', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('kp-ru-public-record/sources.yaml', 'publisher: babel\n', 'publisher: babel\n    csl_type: article-magazine\n')
  const app = await appFor(t, seed)
  for (const { id, title } of await walk(app, '/v1/sources')) {
    if (!title.startsWith('[')) continue
    for (const style of ['apa', 'harvard1', 'vancouver']) {
      const { csl, text, bibtex } = (await getJson(app, `/v1/sources/${id}/citation?style=${style}`)).data
      t.equal(csl.title, undefined, id)
      t.equal(`[${csl.genre}]`, title)
      t.ok(text.includes(title), text)
      t.notMatch(text, /["“”‘]/)
      t.notMatch(bibtex, /^ {2}title/m)
      t.match(bibtex, `howpublished = {${title}`)
    }
  }
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
  const source = 'North Korean Shells Fuel Russia’s War—and Kim’s Ambitions'
  t.match((await ask('text/plain', '?style=harvard1')).body, `. Foreign Policy (ca. October 2024) “${source}.” `)
  t.match((await ask('text/plain', '?style=vancouver')).body, `. ${source}. Foreign Policy. ca. October 2024. `)
  const unknown = await getJson(app, `${url}?style=chicago`, 400)
  t.strictSame(unknown.errors[0].allowed, ['apa', 'harvard1', 'vancouver'])
  const etags = await Promise.all(
    ['application/json', 'application/x-bibtex', 'text/plain'].map(async (type) => (await ask(type)).headers.etag),
  )
  t.equal(new Set(etags).size, 3, 'an ETag for each representation')
})

t.test(
  'every source and every fact can be cited, with quotation marks only round exact words and titles',
  async (t) => {
    const app = await appFor(t)
    const quotedIn = (text: string) => text.match(/["“][^"”]*["”]/g) ?? []
    const title = '“North Korean Shells Fuel Russia’s War—and Kim’s Ambitions.”'
    for (const collection of ['sources', 'mentions', 'quotes', 'estimates', 'events', 'relations'])
      for (const { id, display } of await walk(app, `/v1/${collection}?limit=1000`))
        for (const style of ['apa', 'harvard1', 'vancouver']) {
          const { text, bibtex, csl } = (await getJson(app, `/v1/${collection}/${id}/citation?style=${style}`)).data
          t.ok(bibtex.includes(`{${id},`), id)
          t.equal(text.split('Conflict Facts').length, 2, 'the dataset is named once')
          t.ok(text.endsWith(`version 1.1.0 (2026-11-26), record /versions/1.1.0/v1/${collection}/${id}.`), text)
          t.notMatch(text, /\(2026\)|Retrieved|Accessed|cited/)
          t.notMatch(text + csl.note, /\d\/\.\.|undefined|null|\.\.$/)
          if (collection === 'sources') continue
          t.ok(text.startsWith(`${display}. `), id)
          t.strictSame(
            quotedIn(text).filter((one) => one !== title),
            quotedIn(display),
            'the marks of the line itself',
          )
        }
  },
)

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
