import { closeSync, openSync, readSync } from 'node:fs'

const partBytes = 1024 * 1024

/** Limit far above the length of a record; a longer line is refused before it is parsed. */
export const maxLineBytes = 1024 * 1024

/** A file in parts, so that its size does not matter. Each part is overwritten by the next. */
export function* partsOfFile(path: string): Generator<Buffer> {
  const handle = openSync(path, 'r')
  try {
    const part = Buffer.alloc(partBytes)
    for (let length = readSync(handle, part); length > 0; length = readSync(handle, part))
      yield part.subarray(0, length)
  } finally {
    closeSync(handle)
  }
}

/** The lines of a file as bytes, without their ends. A line longer than `maxLineBytes` is cut, but remains too long. */
export function* linesOfFile(path: string): Generator<Buffer> {
  let begun: Buffer[] = []
  let begunBytes = 0
  for (const part of partsOfFile(path)) {
    let from = 0
    for (let end = part.indexOf(10); end !== -1; end = part.indexOf(10, from)) {
      const rest = part.subarray(from, end)
      yield begun.length === 0 ? rest : Buffer.concat([...begun, rest])
      begun = []
      begunBytes = 0
      from = end + 1
    }
    if (from < part.length && begunBytes <= maxLineBytes) {
      begun.push(Buffer.from(part.subarray(from)))
      begunBytes += part.length - from
    }
  }
  if (begunBytes > 0) yield Buffer.concat(begun)
}
