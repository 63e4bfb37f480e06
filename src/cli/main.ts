#!/usr/bin/env node
/** The command. All else is loaded from here, so that a missing driver, or a limit too low for that, is told in a sentence. */
import { DriverError } from '../db/sqlite/driver-package.ts'
import { tooFewFiles } from './open-files.ts'

try {
  await import('./program.ts')
} catch (error) {
  const sentence = error instanceof DriverError ? error.message : tooFewFiles()
  if (sentence === undefined) throw error
  console.error(sentence)
  process.exitCode = 1
}
