/** Facts of an invented war, in the form of a seed: of the sizes, skews and overlaps that real ones have. */
import type { Random } from './random.ts'
import { GrowingText } from './texts.ts'
import { nameOf, vocabularyOf } from './words.ts'

type SeedLine = { type: string; id: string } & Record<string, unknown>

export interface World {
  random: Random
  words: string[]
  entities: { id: string; name: string; kind: string; named: boolean }[]
  quantities: { id: string; commonest: number }[]
  origins: string[]
}

const entityKinds = ['person', 'organization', 'group', 'country', 'place', 'materiel']
const factsPerSource = 100

/** Records that facts refer to: at a million facts 20,000 entities, 2,500 quantities and 200 origins; fewer for fewer. */
export function worldFor(facts: number, random: Random): World {
  const words = vocabularyOf(8000, random)
  const entities = Array.from({ length: Math.min(20_000, Math.ceil(facts / 5)) }, (_, index) => ({
    id: `entity-${index}`,
    name: nameOf(index, random),
    kind: entityKinds[index % entityKinds.length] as string,
    named: index % 6 !== 2 || index % 4 === 0,
  }))
  const quantities = Array.from({ length: Math.ceil(facts / 400) }, (_, index) => ({
    id: `quantity-${index}`,
    commonest: Math.round(10 ** (3 + 4 * random.next())),
  }))
  const origins = Array.from({ length: Math.min(200, Math.ceil(facts / 50)) }, (_, index) => `origin-${index}`)
  return { random, words, entities, quantities, origins }
}

export function* worldLines({ random, words, entities, quantities, origins }: World): Generator<SeedLine> {
  for (const { id, name, kind, named } of entities) {
    const aliases = random.chance(0.3) ? [`${name} ${random.pick(words)}`] : []
    yield { type: 'entity', id, kind, name, aliases, named }
  }
  for (const [index, id] of origins.entries())
    yield {
      ...{ type: 'origin', id, name: `Origin ${nameOf(index, random)}` },
      ...(index > 0 && random.chance(0.4)
        ? { independence: 'builds_on', builds_on: [`origin-${random.below(index)}`] }
        : { independence: random.pick(['independent', 'unknown']) }),
    }
  for (const [index, { id }] of quantities.entries())
    yield {
      ...{ type: 'quantity', id, name: `Shells delivered, route ${nameOf(index, random)}` },
      definition: `Artillery shells delivered on route ${index}, rockets left out.`,
      ...{ unit: 'shell', supplier: someEntity(random, entities).id, recipient: someEntity(random, entities).id },
      ...{ stage: 'delivered', measure: 'total', additive: true },
    }
}

const someEntity = (random: Random, entities: World['entities']) =>
  entities[random.skewed(entities.length)] as World['entities'][number]

/** So many facts, source after source: the source comes before its facts. */
export function* factLines(world: World, facts: number): Generator<SeedLine> {
  for (let first = 0; first < facts; first += factsPerSource)
    yield* linesOfSource(world, first / factsPerSource, first, Math.min(factsPerSource, facts - first))
}

function* linesOfSource(world: World, number: number, first: number, count: number): Generator<SeedLine> {
  const { random, words, entities } = world
  const source = `source-${number}`
  const text = new GrowingText()
  const published = dayOf(random)
  const drafts = Array.from({ length: count }, (_, index) => {
    const place = random.next()
    const make = makers.find(({ share }) => place < share)?.make ?? makeMention
    return make(world, { text, source, number: first + index, published })
  })
  yield {
    ...{ type: 'source', id: source, kind: 'news_article', title: `Report ${number}: ${someWords(world, 6)}` },
    ...{ publisher: someEntity(random, entities).id, byline: random.chance(0.5) ? nameOf(number, random) : null },
    published: { edtf: published, basis: 'stated', as_stated: published },
    ...{ language: 'en', rights: 'Invented.', completeness: 'full', text: text.identity() },
    note: `An invented text about ${random.pick(words)}.`,
  }
  for (const draft of drafts) yield draft()
}

interface Place {
  text: GrowingText
  source: string
  number: number
  published: string
}
type Maker = (world: World, place: Place) => () => SeedLine

const makers: { share: number; make: Maker }[] = [
  { share: 0.35, make: makeEstimate },
  { share: 0.65, make: makeQuote },
  { share: 0.75, make: makeEvent },
  { share: 0.85, make: makeRelation },
]

/** Words as they are used: "shells" stands in about a third of all records. */
function someWords({ random, words }: World, count: number): string {
  return Array.from({ length: count }, () => words[random.skewed(words.length)]).join(' ')
}

const pad = (number: number): string => String(number).padStart(2, '0')
const dayOf = (random: Random): string =>
  `20${22 + random.below(3)}-${pad(1 + random.below(12))}-${pad(1 + random.below(28))}`

/** A day, a month, a season or an interval: as vague as times are. */
function someTime(random: Random): object | null {
  if (random.chance(0.3)) return null
  const day = dayOf(random)
  const edtf = random.pick([
    day,
    day.slice(0, 7),
    day.slice(0, 4),
    `${day.slice(0, 7)}~`,
    `${day.slice(0, 4)}-2${1 + random.below(4)}`,
    `/${day.slice(0, 7)}`,
    `${day.slice(0, 7)}/..`,
    `2021-${pad(1 + random.below(12))}/${day.slice(0, 7)}`,
  ])
  return { edtf, basis: 'inferred', anchor: 'Invented.' }
}

/** The claimants: a kind, and entities where the kind has some. */
function someClaimants({ random, entities }: World): { claimant_kind: string; claimants: string[] } {
  const claimant_kind = random.pick(['named', 'named', 'named', 'group', 'unnamed_class', 'publisher', 'none'])
  return { claimant_kind, claimants: claimant_kind === 'none' ? [] : [someEntity(random, entities).id] }
}

/** Figures for one quantity lie around one number, so that they overlap and contradict each other. */
function someFigure(random: Random, commonest: number): { words: string; figure: object } {
  const number = Number((commonest * 2 ** (random.next() * 2 - 1)).toPrecision(2))
  const shown = number >= 1e6 ? `${number / 1e6} million` : number >= 1e4 ? `${number / 1e3} thousand` : String(number)
  const more = Number((number * (1.2 + random.next())).toPrecision(2))
  return random.pick([
    { words: shown, figure: { modifier: 'unmodified', best: number } },
    { words: `about ${shown}`, figure: { modifier: 'about', best: number } },
    { words: `at least ${shown}`, figure: { modifier: 'at_least', low: number } },
    { words: `more than ${shown}`, figure: { modifier: 'more_than', low: number } },
    { words: `up to ${shown}`, figure: { modifier: 'at_most', high: number } },
    { words: `nearly ${shown}`, figure: { modifier: 'almost', high: number } },
    { words: `between ${number} and ${more}`, figure: { modifier: 'between', low: number, high: more } },
    { words: 'thousands', figure: { modifier: 'vague' } },
  ])
}

function makeEstimate(world: World, { text, source, number }: Place): () => SeedLine {
  const { random, quantities, origins } = world
  const quantity = quantities[random.skewed(quantities.length)] as World['quantities'][number]
  const { words, figure } = someFigure(random, quantity.commonest)
  const as_stated = `${words} shells`
  const evidence = text.add([...`Officials said ${as_stated}`.split(' '), ...someWords(world, 14).split(' ')])
  const keys = {
    ...{ id: `estimate-${number}`, source, quantity: quantity.id, claim: `claim-${number}`, as_stated, ...figure },
    ...someClaimants(world),
    origin: random.chance(0.6) ? (origins[random.skewed(origins.length)] as string) : null,
    ...{ window: someTime(random), as_of: random.chance(0.3) ? someTime(random) : null, said: someTime(random) },
    caveats: random.chance(0.3) ? [`Not said ${someWords(world, 8)}.`] : [],
  }
  return () => ({ type: 'estimate', ...keys, evidence: evidence() })
}

function makeQuote(world: World, { text, source, number }: Place): () => SeedLine {
  const { random, entities } = world
  const { claimants: speakers, claimant_kind } = someClaimants(world)
  const evidence = text.add(['Officials', 'told', ...someWords(world, 16 + random.below(12)).split(' ')])
  const keys = {
    ...{ id: `quote-${number}`, source, speakers, claimant_kind },
    addressees: random.chance(0.3) ? [someEntity(random, entities).id] : [],
    ...{ act: random.pick(['assertion', 'assertion', 'assertion', 'denial', 'question', 'demand']), cue: 'told' },
    ...{ mode: 'indirect', gist: `Says that ${someWords(world, 14 + random.below(20))}.` },
    about: [...new Set([someEntity(random, entities).id, someEntity(random, entities).id])],
    said: someTime(random),
  }
  return () => ({ type: 'quote', ...keys, evidence: evidence() })
}

function makeEvent(world: World, { text, source, number }: Place): () => SeedLine {
  const { random, entities } = world
  const evidence = text.add(someWords(world, 14).split(' '))
  const { claimants: by, claimant_kind } = someClaimants(world)
  const keys = {
    ...{ id: `event-${number}`, source, kind: random.pick(['arms_transfer', 'transport', 'transport', 'assistance']) },
    ...{ gist: `It happened that ${someWords(world, 12)}.`, occurred: someTime(random) },
    participants: [
      { entity: someEntity(random, entities).id, role: 'supplier' },
      { entity: someEntity(random, entities).id, role: 'recipient' },
    ],
  }
  const stance = random.pick(['asserts', 'asserts', 'narrates', 'denies', 'questions'])
  return () => ({ type: 'event', ...keys, assertions: [{ by, claimant_kind, stance, evidence: evidence() }] })
}

function makeRelation(world: World, { text, source, number }: Place): () => SeedLine {
  const { random, entities } = world
  const evidence = text.add(someWords(world, 12).split(' '))
  const { claimants: by, claimant_kind } = someClaimants(world)
  const keys = {
    ...{ id: `relation-${number}`, source, subject: someEntity(random, entities).id },
    predicate: random.pick(['supplies_arms_to', 'supplies_arms_to', 'trades_with', 'threatens']),
    ...{ object: someEntity(random, entities).id, gist: `One ${someWords(world, 8)} the other.` },
  }
  const stance = random.pick(['asserts', 'narrates', 'denies'])
  return () => ({ type: 'relation', ...keys, assertions: [{ by, claimant_kind, stance, evidence: evidence() }] })
}

function makeMention(world: World, { text, source, number }: Place): () => SeedLine {
  const { id: entity, name } = someEntity(world.random, world.entities)
  const evidence = text.add(name.split(' '))
  const keys = { id: `mention-${number}`, source, entity, as_written: name, form: 'name' }
  return () => ({ type: 'mention', ...keys, evidence: evidence() })
}
