import { closeSync } from 'node:fs'
import { isatty } from 'node:tty'

/** Closes standard streams whose terminal is gone before the process exits: Node.js aborts if it cannot reset one. */
export function releaseLostTerminals(): void {
  const terminals = [0, 1, 2].filter((stream) => isatty(stream))
  process.once('exit', () => {
    for (const stream of terminals) if (!isatty(stream)) closeSync(stream)
  })
}
