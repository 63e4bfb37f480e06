export type Path = readonly PropertyKey[]

/** A fault in a seed file, and its place. */
export interface Fault {
  file: string
  line: number | null
  path: Path
  message: string
}

/** Most faults shown: a program that writes a million records can be wrong a million times. */
const maxShown = 1000

/** Thrown for a seed with faults, which is refused as a whole. The message lists the first thousand faults. */
export class SeedError extends Error {
  override name = 'SeedError'
  readonly faults: readonly Fault[]

  /**
   * @param outcome such as "nothing was loaded"
   * @param subject of the sentence
   */
  constructor(faults: readonly Fault[], outcome = 'nothing was loaded', subject = 'The seed') {
    const more = faults.length > maxShown ? `\n  and ${faults.length - maxShown} more.` : ''
    super(
      `${subject} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}; ${outcome}.\n${faults.slice(0, maxShown).map(describeFault).join('\n')}${more}`,
    )
    this.faults = faults
  }
}

function describeFault({ file, line, path, message }: Fault): string {
  const place = line === null ? file : `${file}:${line}`
  return path.length === 0 ? `  ${place}: ${message}` : `  ${place}: ${describePath(path)}: ${message}`
}

/** `quotes[3].said.edtf` */
const describePath = (path: Path): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`)).join('')

const systemFaults: Record<string, string> = {
  EACCES: 'Permission to read it is denied.',
  EPERM: 'Permission to read it is denied.',
  EISDIR: 'A folder; a file is needed.',
  ELOOP: 'Links lead round in a circle.',
  ENOENT: 'There is no such file or folder.',
  ENOTDIR: 'Not a folder.',
}

/** An error of the file system in words. Other errors are rethrown. */
export function systemFault(error: unknown): string {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined) throw error
  return systemFaults[code] ?? `Cannot be read (${code}).`
}
