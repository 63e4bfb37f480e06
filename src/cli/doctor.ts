import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { examine } from '../seed/examine.ts'

export const doctorCommand = new Command('doctor')
  .description('Test the whole database: pages, indexes, references, records, full-text index, counts; change nothing')
  .argument('[file]', 'database file (default: DATABASE_FILE)')
  .option('--json', 'print what was found as JSON')
  .addHelpText('after', '\nExit status: 0 all of it is whole, 1 there is a fault.')
  .action((file: string | undefined, { json = false }: { json?: boolean }) => {
    const examined = file ?? readConfig(process.env).databaseFile
    if (json) return printExamination(examined)
    console.log(examined)
    if (tellExamination(examined)) return
    const again = file === undefined ? 'conflict-facts load' : `DATABASE_FILE=${file} conflict-facts load`
    console.error(
      `It must not be served. Build it anew from the seed with \`${again}\`; running servers take it at once.`,
    )
    process.exitCode = 1
  })

/** `{ file, whole, checks: [{ check, faults }] }`, once all is tested. */
function printExamination(file: string): void {
  const checks = [...examine(file)]
  const whole = checks.every(({ faults }) => faults.length === 0)
  console.log(JSON.stringify({ file, whole, checks }, null, 2))
  process.exitCode = whole ? 0 : 1
}

/** Tests a file and says what it finds, as it finds it. Returns whether all holds. */
export function tellExamination(file: string): boolean {
  let isWhole = true
  for (const { check, faults } of examine(file)) {
    console.log(`${faults.length === 0 ? '  ok  ' : 'FAULT '} ${check}`)
    for (const fault of faults) console.error(`         ${fault}`)
    if (faults.length > 0) isWhole = false
  }
  return isWhole
}
