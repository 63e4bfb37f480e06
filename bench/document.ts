/** The part of a document that a run writes anew. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const [begin, end] = ['<!-- bench:begin -->', '<!-- bench:end -->']

/** The document with another report between its markers. */
export function withReport(document: string, text: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`The document has no ${begin} … ${end}.`)
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`
}

/** Writes the report into a document that has the markers. */
export function writeReport(file: string, text: string): void {
  if (existsSync(file)) writeFileSync(file, withReport(readFileSync(file, 'utf8'), text))
}
