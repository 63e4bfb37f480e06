/** A version that was released, or is in service, never has other records. */
import type { Connection } from '../db/sqlite/driver.ts'
import { haveSameNumbers, isDraft, isLaterVersion } from '../facts/versions.ts'
import { differencesFrom, inWords } from './differences.ts'
import type { Fault } from './faults.ts'
import { digestOf } from './fingerprints.ts'
import type { Seed } from './read.ts'
import type { Survey } from './survey.ts'

const cure = 'Raise `version` and `date`; write such as 1.2.0-draft while the records still change.'

/** The cure where a seed that was copied is to be another dataset. */
export const ownDataset = 'A dataset of your own needs an `id` of its own here, and DATABASE_FILE a file of its own.'

/** Faults of a seed against its own history. */
export function* historyFaults(
  { dataset, history, datasetFault, retiredFault }: Seed,
  survey: Survey,
): Generator<Fault> {
  if (history === null) return
  const { head } = history
  const differences = differencesFrom(history.released, survey.fingerprints)
  for (const { type, id, isWithdrawn } of differences.lost)
    yield retiredFault(
      isWithdrawn
        ? `"${id}" was listed as withdrawn and no longer is. Withdrawn ids stay known.`
        : `The ${type} "${id}" of version ${head.version} is gone. List it here with its reason; nothing is lost.`,
    )
  const { version, date } = dataset
  if (isLaterVersion(version, head.version)) return
  if (!haveSameNumbers(version, head.version) || isDraft(version))
    yield datasetFault(['version'], `Version ${head.version} was released: ${version} goes back behind it. ${cure}`)
  else if (date !== head.date) yield datasetFault(['date'], `Version ${version} was released on ${head.date}.`)
  else if (digestOf(survey.fingerprints) !== head.state)
    yield datasetFault(
      ['version'],
      `Version ${version} was released, and a version never changes. Since then: ${inWords(differences)}. ${cure}`,
    )
}

/** The dataset in service, as far as a load must agree with it. */
interface Served {
  version: string
  state: string
  seq: number | null
  link: string | null
}

/** True of a file of this schema. One of an older schema has no history to compare. */
const hasHistory = (sqlite: Connection): boolean =>
  sqlite.prepare(`select count(*) from pragma_table_info('changes') where name = 'link'`).pluck().get() === 1

/** Faults of a seed against the dataset in service. */
export function* servedFaults(
  { dataset: { version }, history, datasetFault }: Seed,
  survey: Survey,
  sqlite: Connection,
): Generator<Fault> {
  if (!hasHistory(sqlite)) return
  const served = sqlite
    .prepare(
      'select version, state, (select max(seq) from changes) as seq, (select link from changes order by seq desc limit 1) as link from dataset',
    )
    .get() as Served
  if (isLaterVersion(served.version, version)) {
    yield datasetFault(
      ['version'],
      `Version ${served.version} is in service: ${version} goes back behind it. ${cure} ${ownDataset}`,
    )
    return
  }
  const isSame = version === served.version && !isDraft(version)
  if (isSame && served.state !== digestOf(survey.fingerprints))
    yield datasetFault(
      ['version'],
      `Version ${version} is in service with other records, and a version never changes. ${cure}`,
    )
  if (served.seq !== null && history?.links[served.seq - 1] !== served.link)
    yield datasetFault(
      [],
      `history.ndjson is not the one of version ${served.version} in service and what was released since: its first ${served.seq} lines differ. Restore it from version control.`,
    )
}
