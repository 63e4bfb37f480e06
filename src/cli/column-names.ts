/** Names of columns in options. As in CSV, a name with a comma stands in quotation marks. */
import { InvalidArgumentError } from 'commander'
import { parse } from 'csv-parse/sync'

const allowedNames = `Allowed: names joined by commas, such as Remarks,"Deaths, total".`

/** Adds the names of `Remarks,"Deaths, total"` to those before. */
export function readNames(text: string, before: string[] = []): string[] {
  try {
    return [...before, ...(parse(text, { trim: true, relax_column_count: true }) as string[][]).flat()]
  } catch {
    throw new InvalidArgumentError(allowedNames)
  }
}

/** Adds the pairs of `THEIRS=OURS,…` to those before: a name of theirs may have commas, also without quotation marks. */
export function readMap(text: string, before: [string, string][] = []): [string, string][] {
  const pairs = [...text.matchAll(/\s*("(?:[^"]|"")+"|.+?)\s*=\s*([a-z0-9_]+)\s*(?:,|$)/gy)].map(
    ([, theirs = '', ours = '']) =>
      [theirs.replace(/^"(.+)"$/s, (_, name: string) => name.replaceAll('""', '"')), ours] as [string, string],
  )
  if (pairs.length === 0) throw new InvalidArgumentError('Allowed: THEIRS=OURS, joined by commas.')
  return [...before, ...pairs]
}
