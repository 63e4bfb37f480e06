/** `TODO` in a seed file: a value that an editor still has to decide. `conflict-facts draft` writes it. */
import type { z } from 'zod'
import { seedFault } from '../facts/seed-faults.ts'
import type { Path } from './faults.ts'

const unfinished = 'TODO'

/** A broken rule of a value, with its place. */
export interface Issue {
  path: Path
  message: string
  /** Place of the key that is not known. */
  at: Path
}

/** Faults of a value, or the value that its schema makes; a `TODO` is a fault wherever it stands. */
export function parseFinished<T>(schema: z.ZodType<T>, value: unknown): { data: T } | { issues: Issue[] } {
  const result = schema.safeParse(value, { error: seedFault })
  const open = [...placesOf(value, [])]
  if (result.success && open.length === 0) return { data: result.data }
  const found = (result.error?.issues ?? []).map((issue): Issue => {
    const [unknownKey] = issue.code === 'unrecognized_keys' ? issue.keys : []
    const at = unknownKey === undefined ? issue.path : [...issue.path, unknownKey]
    return { path: issue.path, message: issue.message, at }
  })
  const isAt = (path: Path) => (other: Path) =>
    other.length === path.length && other.every((key, index) => key === path[index])
  const undecided = open.map((path): Issue => {
    const allowed = found.find((issue) => isAt(path)(issue.path))?.message.replace(/^.*(?=Allowed: )/, '')
    return { path, message: `Still TODO, for an editor to decide. ${allowed ?? anyWords}`, at: path }
  })
  return { issues: [...found.filter(({ path }) => !open.some((place) => isAt(place)(path))), ...undecided] }
}

const anyWords = 'Allowed: words of your own; or leave the key out if the record may do without it.'

function* placesOf(value: unknown, path: PropertyKey[]): Generator<PropertyKey[]> {
  if (value === unfinished) yield path
  if (typeof value !== 'object' || value === null) return
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value)
  for (const [key, inner] of entries) yield* placesOf(inner, [...path, key])
}
