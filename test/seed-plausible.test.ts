import t from 'tap'
import type { SeedError } from '../src/load/faults.ts'
import { release } from '../src/load/release.ts'
import { eachIsTold, faultsOf, faultsWith } from './support/seed-faults.ts'
import { releasedSeed, seedCopy } from './support/support.ts'

const source = (id: string, rest: string) =>
  `sources: [{ id: ${id}, kind: report, title: T, language: en, rights: R, ${rest} }]`
const noted = (edtf: string) => `{ edtf: ${JSON.stringify(edtf)}, basis: noted, anchor: the page }`
const evidence = 'evidence: [{ citation: true }]'
const ofKp = 'source: fp-2024-10-north-korean-shells\n'

t.test('nothing was published, read or said in the future', async (t) => {
  const future = /edtf "[^"]+" lies in the future\. Allowed: times that begin by \d{4}-\d\d-\d\d\./
  const stands = 'by: [russia], claimant_kind: named, stance: denies'
  eachIsTold(t, 'yaml', [
    ['published', source('s1', `published: ${noted('2099-05')}`), future],
    ['a year', source('s2', `published: ${noted('9999')}`), future],
    ['about', source('s3', `published: ${noted('2204-10~')}`), future],
    ['accessed', source('s4', `accessed: ${noted('2099-01-01')}`), future],
    ['an interval', source('s5', `accessed: ${noted('2099-01/2100')}`), future],
    ['a season', source('s6', `published: ${noted('2924-21')}`), future],
    ['unspecified digits', source('s7', `published: ${noted('209X')}`), future],
    ['a date-time', source('s8', `accessed: ${noted('2099-01-01T10:00:00Z')}`), future],
    [
      'said of a quote',
      `${ofKp}quotes: [{ id: q, speakers: [russia], claimant_kind: named, act: assertion, gist: G., said: ${noted('2240')}, ${evidence} }]`,
      future,
    ],
    [
      'said of an assertion',
      `${ofKp}assertions: [{ of: event-denunciations-redoubled, ${stands}, said: ${noted('2240-02')}, ${evidence} }]`,
      future,
    ],
  ])
  const past = ['2024-10', '1999', '2024-10/..', '/2099', '202X', '2024/2099']
  const files = past.map((edtf, index) => [`past${index}.yaml`, source(`p${index}`, `published: ${noted(edtf)}`)])
  t.strictSame(faultsWith(t, Object.fromEntries(files)), [], 'a time that may have begun')
})

t.test('nothing was said after its source was published, and nothing read before, where both are sure', async (t) => {
  const inferred = (edtf: string) => noted(edtf).replace('noted', 'inferred')
  const relative = (edtf: string) => noted(edtf).replace('noted', 'relative, as_stated: yesterday')
  const quote = (id: string, said: string, of = id) =>
    `quotes: [{ id: q-${id}, source: ${of}, speakers: [russia], claimant_kind: named, act: assertion, gist: G., said: ${said}, ${evidence} }]`
  const figure = (id: string, said: string) =>
    `estimates: [{ id: f-${id}, source: ${id}, quantity: containers-delivered-kp-ru, claim: c-${id}, as_stated: 5 containers, as_stated_exact: false, modifier: unmodified, best: 5, claimants: [russia], claimant_kind: named, said: ${said}, ${evidence} }]`
  const denial = (id: string, said: string) =>
    `assertions: [{ of: event-denunciations-redoubled, source: ${id}, by: [russia], claimant_kind: named, stance: denies, said: ${said}, ${evidence} }]`
  const published = (id: string, edtf: string) => source(id, `published: ${noted(edtf)}`)
  const after = /edtf "\S+" is after "\S+", when "o\d" was published, .*\/2\d{3}-\d\d-\d\d\.$/
  eachIsTold(t, 'yaml', [
    ['of a quote', `${published('o1', '2024-10-04')}\n${quote('o1', noted('2024-10-09'))}`, after],
    ['two days', `${published('o2', '2024-10-04')}\n${quote('o2', noted('2024-10-06'))}`, after],
    ['in another year', `${published('o3', '2023-12-31')}\n${figure('o3', noted('2024-01-02'))}`, after],
    ['told by another day', `${published('o4', '2024-02-27')}\n${figure('o4', relative('2024-02-29'))}`, after],
    ['a date-time', `${published('o5', '2024-10-04T23:00:00Z')}\n${quote('o5', noted('2024-10-06'))}`, after],
    ['of an assertion', `${published('o6', '2024-10-04')}\n${denial('o6', noted('2025-10-04'))}`, after],
    ['one day in two forms', `${published('o7', '2024-10-04/2024-10-04')}\n${quote('o7', noted('2024-10-07'))}`, after],
    [
      'read before it was published',
      source('o8', `published: ${noted('2024-10-04')}, accessed: ${noted('2024-10-02')}`),
      /accessed.edtf "2024-10-02" is before "2024-10-04", when the source was published\. Allowed: days from then on/,
    ],
  ])
  const possible: [published: string, said: string][] = [
    [noted('2024-10-04'), noted('2024-10-04')],
    [noted('2024-10-04'), noted('2024-10-05')],
    [noted('2024-10-04'), noted('1999-01-01')],
    [noted('2024-10-04'), noted('2024-11')],
    [noted('2024-10'), noted('2024-11-30')],
    [noted('2024-10-04'), noted('2024-10-09~')],
    [noted('2024-10-04?'), noted('2024-10-09')],
    [noted('2024-10-04'), inferred('2024-10-09')],
    [inferred('2024-10-04'), noted('2024-10-09')],
    [noted('2024-10-04'), noted('2024-10-XX')],
    [noted('2024-10-04'), noted('2024-23')],
    [noted('2024-10-04/2024-10-12'), noted('2024-10-09')],
    [noted('2024-10-04/..'), noted('2024-10-09')],
  ]
  const files = possible.map(([first, second], index) => [
    `order${index}.yaml`,
    `${source(`p${index}`, `published: ${first}, accessed: ${noted('2026-01-01')}`)}\n${quote(`p${index}`, second)}`,
  ])
  t.strictSame(faultsWith(t, Object.fromEntries(files)), [], 'a time that may be right')
  const reports = `assertions: [{ by: [russia], claimant_kind: named, stance: asserts, said: ${noted('2024-10-09')}, evidence: [{ citation: true }, { source: later, citation: true }] }]`
  const event = `events: [{ id: told-later, source: earlier, kind: exchange, gist: G., ${reports} }]`
  const faults = (day: string) =>
    faultsWith(t, {
      'earlier.yaml': published('earlier', '2024-10-04'),
      'later.yaml': published('later', day),
      'told.yaml': event,
    })
  t.strictSame(faults('2024-10-10'), [], 'the later of two sources reports it')
  t.match(faults('2024-10-05'), [/is after "2024-10-04", when "earlier" was/])
})

t.test('a version is not released on a day to come', async (t) => {
  const { seed, edit } = releasedSeed(t)
  edit('dataset.yaml', /^version: .*$/m, 'version: 9.0.0')
  edit('dataset.yaml', /^date: .*$/m, 'date: "2099-01-01"')
  try {
    release(seed, { note: 'A test.', reason: undefined, reasons: new Map() })
    t.fail('released')
  } catch (error) {
    t.match((error as SeedError).message, /nothing was released\.\n.*date: "2099-01-01" lies in the future/)
  }
})

t.test('the outcome of a verification adds up, and is of a day that was', async (t) => {
  const told = (from: RegExp, to: string) => {
    const { seed, edit } = seedCopy(t)
    edit('verifications.yaml', from, to)
    return faultsOf(seed)
  }
  const sum = /spans Must be the sum of the outcomes, \d+\./
  t.match(told(/verified: \d+/, 'verified: 9999'), [sum])
  t.match(told(/moved: 0/, 'moved: 1'), [sum])
  t.match(told(/not_repeated: 0/, 'not_repeated: 2'), [sum])
  t.match(told(/spans: \d+/, 'spans: 0'), [sum])
  t.match(told(/date: .*/, 'date: 9999-12-31'), [/verifications\.yaml:4 0\.date "9999-12-31" lies in the future/])
})

t.test('an address leads to a host, and holds nothing that an address cannot hold', async (t) => {
  const wrong = /0\.url Must be an address without spaces, user name or password, such as https:/
  const urls = [
    ...['https://me:secret@example.org/', 'https://me@example.org/', 'https://example.org/a b', 'https:///example.org'],
    ...['https://example.org/\u0000', 'https://example.org/"><script>', 'https://example.org/\u202e'],
    ...['https://example.org/%zz', 'https://example.org/é', 'https://example.org/a\\b', 'https://example.org/{id}'],
  ]
  eachIsTold(
    t,
    'yaml',
    urls.map((url, index) => [url, source(`s${index}`, `url: ${JSON.stringify(url)}`), wrong]),
  )
  const fine = [
    ...['https://en.wikipedia.org/wiki/A_(b)?x=1&y=a%20b#c', 'https://[2001:db8::1]:8080/x', 'http://example.org'],
    ...['https://example.org?x', "https://example.org/~a/;b=1,2'c!", 'https://xn--r8jz45g.jp/'],
  ]
  const files = fine.map((url, index) => [`fine${index}.yaml`, source(`f${index}`, `url: ${JSON.stringify(url)}`)])
  t.strictSame(faultsWith(t, Object.fromEntries(files)), [])
})

t.test('an alias is no id that was withdrawn', async (t) => {
  const named = (id: string, rest: string) => `entities: [{ id: ${id}, kind: person, ${rest} }]`
  const told = /is the id of a record that was withdrawn\. Give a name that is no id\./
  eachIsTold(t, 'yaml', [
    ['an alias', named('n1', 'name: N, aliases: [quote-denunciations]'), told],
    ['a name', named('n2', 'name: relation-iran-supplies-russia'), told],
    ['but for its case', named('n3', 'name: N, aliases: [A, Quote-Denunciations]'), told],
  ])
})

t.test('a file that is missing, or whose lines end as nothing reads them, is told once', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('retired.yaml', /\n/g, '\r')
  t.match(faultsOf(seed), [
    /retired\.yaml:null {2}Its lines end in carriage returns alone\. Save the file with line feeds/,
  ])
})
