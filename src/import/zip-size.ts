/** Guard against workbooks that unpack to far more than they are (zip bombs), by APPNOTE.TXT 4.3. */
import { inflateRawSync } from 'node:zlib'
import { ImportError } from './faults.ts'

export const maxPackedBytes = 10 * 1024 * 1024
const maxUnpackedBytes = 100 * 1024 * 1024

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const maxCommentLength = 0xffff

/**
 * Refuses an archive that is too large once unpacked: by the sizes that its directory states, before anything is
 * unpacked, then by the sizes that its parts really have.
 * @throws ImportError with what is allowed
 */
export function checkUnpackedSize(file: string, zip: Buffer): void {
  const broken = new ImportError(`${file} is no workbook, or was cut off. Allowed: a CSV file, or an .xlsx file.`)
  const tooLarge = new ImportError(
    `${file} unpacks to more than ${maxUnpackedBytes / 1024 / 1024} MB; nothing was read. Allowed: a workbook of one table, at most ${maxPackedBytes / 1024 / 1024} MB, ${maxUnpackedBytes / 1024 / 1024} MB unpacked.`,
  )
  try {
    const entries = entriesOf(zip)
    if (entries === undefined) throw broken
    const stated = entries.reduce((sum, { size }) => sum + size, 0)
    if (stated > maxUnpackedBytes) throw tooLarge
    let left = maxUnpackedBytes
    for (const { method, packedSize, size, offset } of entries) {
      const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
      if (method === 0) left -= packedSize
      else if (size > 0 || packedSize > 2)
        left -= inflateRawSync(zip.subarray(start, start + packedSize), { maxOutputLength: Math.max(1, left) }).length
      if (left < 0) throw tooLarge
    }
  } catch (error) {
    if (error instanceof ImportError) throw error
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge : broken
  }
}

interface Entry {
  method: number
  packedSize: number
  size: number
  offset: number
}

/** The entries that the central directory lists; undefined if there is no such directory. */
function entriesOf(zip: Buffer): Entry[] | undefined {
  let end = zip.length - endLength
  while (end >= 0 && end >= zip.length - endLength - maxCommentLength && zip.readUInt32LE(end) !== endSignature)
    end -= 1
  if (end < 0 || zip.readUInt32LE(end) !== endSignature) return undefined
  const count = zip.readUInt16LE(end + 10)
  const entries: Entry[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== entrySignature) return undefined
    entries.push({
      method: zip.readUInt16LE(at + 10),
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    })
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}
