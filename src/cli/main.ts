#!/usr/bin/env node
/** The command. All else is loaded from here, so that a limit too low even for that is told in a sentence. */

const tooFewFiles =
  'This process may open too few files even to load its modules. Raise the limit, such as with `ulimit -n 1024`.'

try {
  await import('./program.ts')
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'EMFILE') throw error
  console.error(tooFewFiles)
  process.exitCode = 1
}
