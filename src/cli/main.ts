#!/usr/bin/env node
/** The command. All else is loaded from here, so that a limit too low even for that is told in a sentence. */

/** Files that loading the modules takes at most, with room to spare. */
const filesNeeded = 256

const mayOpen = (): number =>
  Number(
    (process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } }).userLimits?.open_files
      ?.soft,
  )

try {
  await import('./program.ts')
} catch (error) {
  // Node.js finds no module, or says EMFILE, depending on what it looks for when the limit is reached.
  if (!(mayOpen() < filesNeeded)) throw error
  console.error(
    'This process may open too few files even to load its modules. Raise the limit, such as with `ulimit -n 1024`.',
  )
  process.exitCode = 1
}
