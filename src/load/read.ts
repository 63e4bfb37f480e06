import { join } from 'node:path'
import { type AppendedAssertion, byRecord, takesAssertions, withAssertions } from './assertions.ts'
import { type Fault, type Path, SeedError } from './faults.ts'
import { listSeedFolder, seedDigest, shownPath } from './folder.ts'
import { type History, readHistory } from './history.ts'
import { historyFile, releasedFile } from './history-lines.ts'
import type { Draft } from './record.ts'
import { parse, type RecordFiles, readRecordFiles } from './record-files.ts'
import { type DatasetSeed, datasetSeed, type RetiredSeed, retiredSeed, verificationsSeed } from './shapes.ts'
import { faultAt, readYamlFile, type SeedFile } from './yaml-file.ts'

export interface Seed {
  dataset: DatasetSeed
  /** A fault of `dataset.yaml`. */
  datasetFault(path: Path, message: string): Fault
  /** A fault of `retired.yaml` as a whole. */
  retiredFault(message: string): Fault
  retired: (RetiredSeed & { fault(path: Path, message: string): Fault })[]
  /** Every record in the order of the files, read from disk each time; those of YAML files are parsed once. */
  drafts(faults: Fault[]): Iterable<Draft>
  /** Assertions that stand outside of the record that they are about, by its id. */
  assertions: ReadonlyMap<string, readonly AppendedAssertion[]>
  /** Outcomes of the last verifications, by source. */
  verifications: { source: string; verification: { date: string }; fault(path: Path, message: string): Fault }[]
  /** Its releases; null: none yet. */
  history: History | null
  /** See {@link seedDigest}. */
  digest: string
  /** Files of the folder that hold no records, by name. */
  notRead: string[]
}

const datasetName = 'dataset.yaml'

/** Contents of the files that every seed folder has. */
const contents: Record<string, string> = {
  [datasetName]: 'It holds the id, title, version, date and licence of the dataset.',
  'retired.yaml': 'It holds `[]` while no id was withdrawn.',
}

/** Files that hold no records. */
const filesOfDataset = [datasetName, 'retired.yaml', 'verifications.yaml', historyFile, releasedFile]

/**
 * Reads a seed folder: `dataset.yaml`, `retired.yaml`, and records in all other files. YAML files are read as a whole
 * and checked here; NDJSON files, which may be of any size, each time their records are requested. Faults that concern
 * several records are found by `checkedRecords`.
 * @param beside files of records that are read as if they stood in the folder, after its own
 * @throws SeedError with every fault of form
 */
export function readSeed(folder: string, beside?: RecordFiles): Seed {
  const digest = seedDigest(folder)
  const { files: names, notRead, faults } = listSeedFolder(folder)
  const history = readHistory(folder, faults)
  const take = (name: string): SeedFile | undefined => {
    if (names.includes(name)) return readYamlFile(folder, name, faults)
    const file = shownPath(join(folder, name))
    // A folder or link of that name has its fault already.
    if (!faults.some((fault) => fault.file === file))
      faults.push({ file, line: null, path: [], message: `Missing; every seed folder has one. ${contents[name]}` })
    return undefined
  }
  const datasetFile = take(datasetName)
  const retiredFile = take('retired.yaml')
  const dataset = datasetFile && parse(datasetFile, datasetSeed, [], datasetFile.value, faults)
  const retired = retiredFile && parse(retiredFile, retiredSeed, [], retiredFile.value ?? [], faults)
  const verificationsFile = names.includes('verifications.yaml') ? take('verifications.yaml') : undefined
  const verifications = verificationsFile === undefined ? [] : readVerifications(verificationsFile, faults)
  const own = { folder, names: names.filter((name) => !filesOfDataset.includes(name)) }
  const records = (beside === undefined ? [own] : [own, beside]).map((files) => readRecordFiles(files, faults))
  const assertions = byRecord(records.flatMap((one) => one.assertions))
  if (faults.length > 0 || dataset === undefined || retired === undefined || retiredFile === undefined)
    throw new SeedError(faults)
  return {
    dataset,
    datasetFault: (path, message) => faultAt(datasetFile as SeedFile, path, message),
    retiredFault: (message) => faultAt(retiredFile, [], message),
    retired: retired.map((one, index) => ({
      ...one,
      fault: (path, message) => faultAt(retiredFile, [index, ...path], message),
    })),
    *drafts(found) {
      for (const one of records)
        for (const draft of one.drafts(found)) {
          const appended = takesAssertions(draft.kind) && assertions.get(draft.written.id)
          yield appended ? withAssertions(draft, appended) : draft
        }
    },
    assertions,
    verifications,
    history,
    digest,
    notRead,
  }
}

/** The id of the dataset in a seed folder; undefined if its file cannot be read. */
export function readDatasetId(folder: string): string | undefined {
  const faults: Fault[] = []
  const file = readYamlFile(folder, datasetName, faults)
  return file && parse(file, datasetSeed, [], file.value, faults)?.id
}

function readVerifications(file: SeedFile, faults: Fault[]): Seed['verifications'] {
  const list = parse(file, verificationsSeed, [], file.value ?? [], faults) ?? []
  return list.map(({ source, ...verification }, index) => ({
    source,
    verification,
    fault: (path, message) => faultAt(file, [index, ...path], message),
  }))
}
