/** Material for the requests of a run: ids, quantities and words of the database under test. */
import { Database } from '../src/db/sqlite/driver.ts'
import { pageAddress } from '../src/http/response/pages.ts'
import { collections, type RecordType } from '../src/vocabulary.ts'

/** An estimate and where it stands in the list of all of them. */
interface Placed {
  id: string
  quantity: string
  low: number | null
  modifier: string
  place: number
}

export interface Sample {
  /** Records with the list they are in. In no order that means anything, but the same in each run. */
  records: { id: string; collection: string }[]
  estimates: Placed[]
  /** Estimates of the second half of the list. */
  deep: Placed[]
  estimateCount: number
  recordCount: number
  /** The quantity with the most estimates, and how many. */
  largest: { quantity: string; estimates: number }
  /** Words, the commonest first. */
  common: string[]
  /** More of them. */
  frequent: string[]
  /** Words of 2 to 50 records. */
  rare: string[]
  sqliteVersion: string
  /** Address of the page of a list that starts after a row with this key. */
  addressAfter(list: string, query: string, key: (string | number | null)[], limit: number): string
}

/** Shuffles by multiplying with a number that shares no factor with the length: no random numbers, so runs repeat. */
function shuffled<T>(values: T[]): T[] {
  const step = 7919
  if (values.length % step === 0) return values
  return values.map((_, index) => values[(index * step) % values.length] as T)
}

const maxRows = 60_000

/** Reads a sample from a database file. */
export function takeSample(file: string): Sample {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const get = <T>(sql: string, ...values: unknown[]) => db.prepare(sql).get(...values) as T
    const all = <T>(sql: string, ...values: unknown[]) => db.prepare(sql).all(...values) as T[]
    const { estimateCount } = get<{ estimateCount: number }>('select count(*) as estimateCount from estimates')
    const { recordCount } = get<{ recordCount: number }>('select count(*) as recordCount from records')
    const step = Math.ceil(estimateCount / maxRows)
    const estimates = all<Placed>(
      `select id, quantity, low, modifier, place
       from (select id, quantity, low, modifier, row_number() over (order by id) - 1 as place from estimates)
       where place % ? = 0`,
      step,
    )
    const records = all<{ id: string; type: string }>(
      "select id, type from records where type != 'claim' and rowid % ? = 0",
      Math.ceil(recordCount / maxRows),
    ).flatMap(({ id, type }) => {
      const collection = collections[type as RecordType]
      return collection === undefined ? [] : [{ id, collection }]
    })
    db.exec("create virtual table temp.words using fts5vocab('main', 'search', 'row')")
    const words = all<{ term: string; doc: number }>(
      `select term, doc from temp.words where doc > 1 and length(term) > 3 and term glob '[a-z]*'
       and term not glob '*[^a-z]*' order by doc desc, term`,
    )
    const { digest } = get<{ digest: string }>('select digest from dataset')
    return {
      records: shuffled(records),
      estimates: shuffled(estimates),
      deep: shuffled(estimates.filter(({ place }) => place > estimateCount / 2 && place < estimateCount - 30)),
      estimateCount,
      recordCount,
      largest: get('select quantity, count(*) as estimates from estimates group by 1 order by 2 desc, 1 limit 1'),
      common: words.slice(0, 40).map(({ term }) => term),
      frequent: words.slice(0, 500).map(({ term }) => term),
      rare: shuffled(words.filter(({ doc }) => doc <= 50).map(({ term }) => term)).slice(0, 5000),
      sqliteVersion: get<{ version: string }>('select sqlite_version() as version').version,
      addressAfter(list, query, key, limit) {
        const parameters = new URLSearchParams(query)
        parameters.sort()
        return pageAddress({ version: digest, list, path: list, parameters }, limit, { direction: 'after', key })
          .address
      },
    }
  } finally {
    db.close()
  }
}
