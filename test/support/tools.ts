import { execFileSync } from 'node:child_process'

function isHere(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', tool], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Why a test that calls these commands is skipped; false where all are on this machine. */
export function missingTools(tools: string[]): string | false {
  const absent = tools.filter((tool) => !isHere(tool))
  return absent.length > 0 && `not on this machine: ${absent.join(', ')}`
}
