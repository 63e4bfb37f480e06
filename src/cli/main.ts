#!/usr/bin/env node
/** The command. All else is loaded from here, so that a limit too low even for that is told in a sentence. */
import { tooFewFiles } from './open-files.ts'

try {
  await import('./program.ts')
} catch (error) {
  const sentence = tooFewFiles()
  if (sentence === undefined) throw error
  console.error(sentence)
  process.exitCode = 1
}
