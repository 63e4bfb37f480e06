/** The columns of UCDP GED (codebook of version 24.1), those of candidate versions, and the older names of some. */

/** Fate of a column: its values are kept, follow from others and are compared with them, or are lost. */
type Use = 'kept' | 'follows' | 'lost'

/** Names in older versions, by the present one. */
const olderNames: Record<string, string[]> = {
  conflict_new_id: ['conflict_id'],
  dyad_new_id: ['dyad_id'],
  side_a_new_id: ['side_a_id'],
  side_b_new_id: ['side_b_id'],
  best: ['best_est'],
  low: ['low_est'],
  high: ['high_est'],
  priogrid_gid: ['gid'],
}

const required = [
  ...['id', 'type_of_violence', 'conflict_name', 'dyad_name', 'side_a', 'side_b', 'conflict_new_id', 'dyad_new_id'],
  ...['side_a_new_id', 'side_b_new_id', 'where_prec', 'latitude', 'longitude', 'country', 'date_prec', 'date_start'],
  ...['date_end', 'deaths_a', 'deaths_b', 'deaths_civilians', 'deaths_unknown', 'low', 'best', 'high'],
]
const uses: Record<string, Use> = {
  ...Object.fromEntries(required.map((name) => [name, 'kept'])),
  ...{ relid: 'kept', gwnoa: 'kept', gwnob: 'kept', country_id: 'kept', event_clarity: 'kept' },
  ...{ where_coordinates: 'kept', where_description: 'kept', adm_1: 'kept', adm_2: 'kept' },
  ...{ source_article: 'kept', source_office: 'kept', source_date: 'kept', source_headline: 'kept' },
  ...{ source_original: 'kept', number_of_sources: 'follows', year: 'follows' },
  ...{ geom_wkt: 'follows', priogrid_gid: 'follows' },
  ...{ active_year: 'lost', region: 'lost', code_status: 'lost', isocc: 'lost' },
  ...{ conflict_dset_id: 'lost', dyad_dset_id: 'lost', side_a_dset_id: 'lost', side_b_dset_id: 'lost' },
}

export interface UcdpColumn {
  /** The present name, and the one in the header. */
  name: string
  title: string
  index: number
  use: Use
}

export interface UcdpHeader {
  columns: Map<string, UcdpColumn>
  missing: string[]
  /** Names in the header that are none of UCDP's, or stand there twice. */
  unknown: { title: string; index: number }[]
}

/** The columns in a header. Letter case does not matter. */
export function readUcdpHeader(header: string[]): UcdpHeader {
  const present = new Map(Object.entries(olderNames).flatMap(([name, older]) => older.map((one) => [one, name])))
  const columns = new Map<string, UcdpColumn>()
  const unknown: UcdpHeader['unknown'] = []
  for (const [index, title] of header.entries()) {
    const written = title.toLowerCase()
    const name = present.get(written) ?? written
    const use = uses[name]
    if (use === undefined || columns.has(name)) unknown.push({ title, index })
    else columns.set(name, { name, title, index, use })
  }
  return { columns, missing: required.filter((name) => !columns.has(name)), unknown }
}

/** Every name that a header may have. */
export const ucdpNames = [...Object.keys(uses), ...Object.values(olderNames).flat()]
