/** Descriptions of disk errors for the operator, by the codes of the system and of SQLite. */
const faults: Record<string, string> = {
  EACCES: 'The system does not allow it. Check the port (below 1024 needs rights) and the folder of DATABASE_FILE.',
  EDQUOT: 'The quota of this user on the disk is used up.',
  EFBIG: 'The file is larger than the system allows.',
  EIO: 'The disk cannot be read or written.',
  ENOSPC: 'The disk is full.',
  EPERM: 'The system does not allow it.',
  EROFS: 'The folder is on a read-only disk. Set DATABASE_FILE to a place that can be written.',
  SQLITE_CANTOPEN: 'The database cannot be opened. Check that the folder of DATABASE_FILE exists and can be written.',
  SQLITE_FULL: 'The disk is full.',
  SQLITE_IOERR: 'The disk cannot be read or written, or the file is larger than the system allows.',
  SQLITE_READONLY: 'The database folder cannot be written. Set DATABASE_FILE to a place that can.',
}

/** Description of a disk error with the message of the system; undefined for other errors. */
export function diskFault(error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: string }
  const [known] = String(code).match(/^SQLITE_[A-Z]+|^E[A-Z]+/) ?? []
  const words = known === undefined ? undefined : faults[known]
  return words && `${words} (${message})`
}
