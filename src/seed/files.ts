import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { buildVersion, inPackage } from '../package.ts'
import type { Fault, Path } from './faults.ts'
import { partsOfFile } from './lines.ts'

/** Far above what a person writes into one file; refused before it is parsed. */
const maxFileBytes = 16 * 1024 * 1024

export interface SeedFile {
  name: string
  document: Document.Parsed
  lineOf(path: Path): number | null
}

/** Every seed file of a folder: YAML by hand, NDJSON by programs. */
export const listSeedFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|ndjson)$/.test(name))
    .map((name) => name.split(sep).join('/'))
    .sort()

/**
 * SHA-256 over what a database is built from: the names and bytes of all seed files of a folder, and the build with its
 * contract, since records are rendered when they are loaded.
 */
export function seedDigest(folder: string): string {
  const hash = createHash('sha256')
    .update(`${buildVersion}\0`)
    .update(readFileSync(inPackage('openapi.yaml')))
  for (const name of listSeedFiles(folder)) {
    const path = join(folder, name)
    hash.update(`${name}\0${statSync(path).size}\0`)
    for (const part of partsOfFile(path)) hash.update(part)
  }
  return hash.digest('hex')
}

/** A path as a person at this place would write it. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path)
  return fromHere.startsWith('..') ? path : fromHere
}

export function readSeedFile(folder: string, name: string, faults: Fault[]): SeedFile | undefined {
  const path = join(folder, name)
  const shown = shownPath(path)
  const refuse = (message: string, line: number | null = null): undefined => {
    faults.push({ file: shown, line, path: [], message })
  }
  const { size } = statSync(path)
  if (size > maxFileBytes) return refuse(`Has ${size} bytes; a seed file has at most ${maxFileBytes}. Split it.`)
  let content: string
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch {
    return refuse('Is not UTF-8.')
  }
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, version: '1.2', schema: 'core', prettyErrors: false })
  for (const error of [...document.errors, ...document.warnings])
    refuse(error.message, lines.linePos(error.pos[0]).line)
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined
  const lineOf = (place: Path): number | null => {
    for (let depth = place.length; depth >= 0; depth -= 1) {
      const node = depth === 0 ? document.contents : document.getIn(place.slice(0, depth), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return null
  }
  return { name: shown, document, lineOf }
}

export const faultAt = (file: SeedFile, path: Path, message: string): Fault => ({
  file: file.name,
  line: file.lineOf(path),
  path,
  message,
})
