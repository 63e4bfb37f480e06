import { Command } from 'commander'
import { ConfigError } from '../config.ts'
import { DatabaseError } from '../db/open.ts'
import { diskFault } from '../db/sqlite/disk-faults.ts'
import { ImportError } from '../import/faults.ts'
import { SeedError } from '../load/faults.ts'
import { buildVersion } from '../package.ts'
import { tooFewFiles } from './open-files.ts'
import { UsageError } from './usage-error.ts'

const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  load: async () => (await import('./load.ts')).loadCommand,
  release: async () => (await import('./release.ts')).releaseCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  locate: async () => (await import('./locate.ts')).locateCommand,
  mcp: async () => (await import('./mcp.ts')).mcpCommand,
  draft: async () => (await import('./draft.ts')).draftCommand,
  bundle: async () => (await import('./bundle.ts')).bundleCommand,
  import: async () => (await import('./import.ts')).importCommand,
}

/** The command that was asked for, so that it starts without the modules of the others; all of them for help and mistakes. */
function commandsFor([name = '']: string[]): Promise<Command[]> {
  const wanted = Object.hasOwn(commands, name) ? [commands[name] as () => Promise<Command>] : Object.values(commands)
  return Promise.all(wanted.map((command) => command()))
}

const program = new Command('conflict-facts')
  .description('Structured conflict facts, each traceable to the words it came from.')
  .version(buildVersion)
for (const command of await commandsFor(process.argv.slice(2))) program.addCommand(command)

/** Prints faults of the input as a sentence; any other error is a bug and is printed with its stack. */
function report(error: unknown): void {
  const known = [ConfigError, DatabaseError, ImportError, SeedError, UsageError].some((kind) => error instanceof kind)
  const { code, message } = error as NodeJS.ErrnoException
  if (known) console.error(message)
  else if (code !== undefined && systemFaults[code] !== undefined) console.error(`${systemFaults[code]} (${message})`)
  else if (diskFault(error) !== undefined) console.error(diskFault(error))
  // Some commands load modules of their own.
  else console.error(tooFewFiles() ?? error)
}

const systemFaults: Record<string, string> = {
  EADDRINUSE:
    'Another program listens on this port. Set PORT, or METRICS_PORT, to another one, or to 0 for any free port.',
  EADDRNOTAVAIL: 'This machine has no such address. Set HOST, or METRICS_HOST, to 127.0.0.1 or 0.0.0.0.',
  ENOTFOUND: 'There is no such host. Set HOST, or METRICS_HOST, to 127.0.0.1 or 0.0.0.0.',
  ELOOP: 'The links of the path lead round in a circle. Check DATABASE_FILE.',
  ENAMETOOLONG: 'A name in the path is too long for the file system. Check DATABASE_FILE, or the path that you gave.',
  ENOTDIR: 'A part of the path is not a folder. Check DATABASE_FILE.',
  EISDIR: 'The path is a folder, and a file is needed.',
  ENOENT: 'There is no such file or folder.',
}

try {
  await program.parseAsync()
} catch (error) {
  report(error)
  process.exitCode = 1
}
