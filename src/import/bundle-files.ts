/** The files of a bundle that is being imported, as NDJSON, and the row of the table behind each line. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../load/faults.ts'
import { shownPath } from '../load/folder.ts'
import type { RecordFiles } from '../load/record-files.ts'

export class BundleFiles<Origin> {
  readonly #folder: string
  readonly #files = new Map<string, { descriptor: number; origins: Origin[] }>()

  /** @param folder a private one, which nobody reads before it is complete */
  constructor(folder: string) {
    this.#folder = folder
  }

  get files(): RecordFiles {
    return { folder: this.#folder, names: [...this.#files.keys()] }
  }

  /** Writes a record into the file of that name. */
  write(name: string, record: object, origin: Origin): void {
    const file = this.#files.get(name) ?? { descriptor: openSync(join(this.#folder, name), 'wx'), origins: [] }
    this.#files.set(name, file)
    writeSync(file.descriptor, `${JSON.stringify(record)}\n`)
    file.origins.push(origin)
  }

  close(): void {
    for (const { descriptor } of this.#files.values()) closeSync(descriptor)
  }

  /** The origin of the record with a fault; undefined for faults of other files. */
  originOf({ file, line }: Fault): Origin | undefined {
    const [, found] = [...this.#files].find(([name]) => shownPath(join(this.#folder, name)) === file) ?? []
    return found?.origins[(line ?? 0) - 1]
  }
}
