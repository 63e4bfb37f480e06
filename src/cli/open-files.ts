/** Files that loading the modules takes at most, with room to spare. */
const filesNeeded = 256

const mayOpen = (): number =>
  Number(
    (process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } }).userLimits?.open_files
      ?.soft,
  )

/**
 * A sentence for a process whose limit of open files is too low to load its modules; undefined: the limit is high enough.
 * Node.js finds no module, or says EMFILE, depending on what it looks for when the limit is reached.
 */
export const tooFewFiles = (): string | undefined =>
  mayOpen() < filesNeeded
    ? 'This process may open too few files even to load its modules. Raise the limit, such as with `ulimit -n 1024`.'
    : undefined
