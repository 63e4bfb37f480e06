/** The releases of a dataset: every change with its version and reason, and the records of the last release. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { isLaterVersion } from '../facts/versions.ts'
import { type Fault, systemFault } from './faults.ts'
import { digestOf, digestOfLine, type Fingerprint, keyOf } from './fingerprints.ts'
import { shownPath } from './folder.ts'
import {
  type Change,
  changeLine,
  historyFile,
  type ReleasedLine,
  releasedFile,
  releasedHead,
  releasedLine,
} from './history-lines.ts'
import { readJsonLine } from './json-line.ts'
import { linesOfFile } from './lines.ts'

/** A record of the last release. */
export interface Released extends Fingerprint, Pick<ReleasedLine, 'source' | 'fields'> {}

export interface History {
  /** Every change, oldest first; at least one. */
  changes: readonly [Change, ...Change[]]
  /** The digest of each line. */
  links: readonly string[]
  /** The last change. */
  head: Change
  /** By `keyOf`. */
  released: ReadonlyMap<string, Released>
}

/**
 * Reads the history of a seed folder, which nobody edits by hand.
 * @returns null if nothing was released yet, and where there are faults, which are added to those given
 */
export function readHistory(folder: string, faults: Fault[]): History | null {
  const before = faults.length
  const [present, other] = [historyFile, releasedFile].filter((name) => existsSync(join(folder, name)))
  if (present === undefined) return null
  if (other === undefined) {
    const missing = present === historyFile ? releasedFile : historyFile
    faults.push(faultIn(folder, missing, null, `Missing beside ${present}. ${restore}`))
    return null
  }
  const [changes, links] = readChanges(folder, faults)
  const { head, released } = readReleased(folder, faults)
  const last = changes.at(-1)
  if (faults.length > before) return null
  if (last === undefined) {
    faults.push(faultIn(folder, historyFile, null, `Empty. ${restore}`))
    return null
  }
  if (head !== links.at(-1) || digestOf(released.values()) !== last.state) {
    faults.push(
      faultIn(
        folder,
        historyFile,
        links.length,
        `Its last line is not that of the records in ${releasedFile}. ${restore}`,
      ),
    )
    return null
  }
  return { changes: changes as [Change, ...Change[]], links, head: last, released }
}

const restore = 'The history is written by `conflict-facts release` alone: restore both files from version control.'

const faultIn = (folder: string, name: string, line: number | null, message: string): Fault => ({
  ...{ file: shownPath(join(folder, name)), line, path: [], message },
})

/** The lines of a file, each of one form; faults are added with their line. */
function* readLines(folder: string, name: string, faults: Fault[], formOf: (line: number) => z.ZodType) {
  let line = 0
  try {
    for (const bytes of linesOfFile(join(folder, name))) {
      line += 1
      const value = readJsonLine(bytes)
      const refuse = (message: string) => faults.push(faultIn(folder, name, line, `${message} ${restore}`))
      if (value === undefined) refuse('A blank line.')
      else if (typeof value === 'string') refuse(value)
      else {
        const result = formOf(line).safeParse(value)
        if (result.success) yield { line, bytes, value: result.data as unknown }
        else
          for (const { path, message } of result.error.issues)
            faults.push({ ...faultIn(folder, name, line, `${message} ${restore}`), path })
      }
    }
  } catch (error) {
    faults.push(faultIn(folder, name, null, systemFault(error)))
  }
}

function readChanges(folder: string, faults: Fault[]): [Change[], string[]] {
  const changes: Change[] = []
  const links: string[] = []
  for (const { line, bytes, value } of readLines(folder, historyFile, faults, () => changeLine)) {
    const change = value as Change
    const before = changes.at(-1)
    const fault = orderFault(change, before, links.at(-1) ?? null, line)
    if (fault !== null) faults.push(faultIn(folder, historyFile, line, `${fault} ${restore}`))
    changes.push(change)
    links.push(digestOfLine(bytes.toString()))
  }
  return [changes, links]
}

/** The reason why a line does not follow the one before; null: it does. */
function orderFault(change: Change, before: Change | undefined, link: string | null, line: number): string | null {
  if (change.seq !== line) return `Its seq is ${change.seq}; ${line} is next. Lines were cut or put in another order.`
  if (change.previous !== link) return 'The line before was edited: it is not the one to which `previous` refers.'
  if (before === undefined) return null
  if (change.version === before.version)
    return change.state === before.state && change.date === before.date
      ? null
      : 'Date or state differs within a version.'
  if (!isLaterVersion(change.version, before.version) || change.date < before.date)
    return `Version ${change.version} of ${change.date} comes after ${before.version} of ${before.date}.`
  return null
}

function readReleased(folder: string, faults: Fault[]) {
  let head: string | undefined
  const released = new Map<string, Released>()
  const formOf = (line: number) => (line === 1 ? releasedHead : releasedLine)
  for (const { line, value } of readLines(folder, releasedFile, faults, formOf)) {
    if (line === 1) head = (value as z.output<typeof releasedHead>).head
    else {
      const { withdrawn = false, ...record } = value as ReleasedLine
      const one = { ...record, isWithdrawn: withdrawn }
      released.set(keyOf(one), one)
    }
  }
  return { head, released }
}
