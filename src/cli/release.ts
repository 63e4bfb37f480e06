import { Command, InvalidArgumentError } from 'commander'
import { plainText } from '../facts/text.ts'
import { shownPath } from '../load/folder.ts'
import { type Reason, release } from '../load/release.ts'
import { changeReasons, terms } from '../vocabulary.ts'
import { seedArgument, seedFolder, seedOption } from './seed-folder.ts'

const allowed = `Allowed: ${terms(changeReasons).join(', ')}.`

/** `REASON`, or `ID=REASON`. */
function readReason(text: string, before: [id: string | null, Reason][] = []): [id: string | null, Reason][] {
  const [reason, id = null] = text.split('=').reverse() as [string, string | undefined]
  if (!Object.hasOwn(changeReasons, reason)) throw new InvalidArgumentError(`"${reason}" is no reason. ${allowed}`)
  return [...before, [id, reason as Reason]]
}

function readNote(text: string): string {
  const { data, error } = plainText.safeParse(text)
  if (error !== undefined) throw new InvalidArgumentError(error.issues.map(({ message }) => message).join(' '))
  return data
}

export const releaseCommand = new Command('release')
  .description('Append what changed since the last version to the history; load then publishes it')
  .addOption(seedOption())
  .requiredOption('--note <text>', 'what the version brings, in a sentence', readNote)
  .option(
    '--reason <reason>',
    'why records changed: REASON for all, or ID=REASON for one; may be given several times',
    readReason as never,
  )
  .action(({ seed, note, reason = [] }: { seed?: string; note: string; reason?: [string | null, Reason][] }) => {
    const reasons = new Map(reason.flatMap(([id, why]) => (id === null ? [] : [[id, why] as const])))
    const forAll = reason.find(([id]) => id === null)?.[1]
    const folder = seedFolder(seed)
    const changes = release(folder, { note, reason: forAll, reasons })
    const [{ version, date }] = changes as [(typeof changes)[number]]
    console.log(`Released version ${version} of ${date}.`)
    for (const { seq, op, type, id, source, counts, fields, reason } of changes) {
      const about =
        op === 'baseline'
          ? `${source ?? 'all records'}: ${Object.entries(counts ?? {})
              .map(([name, count]) => `${count} ${name}`)
              .join(', ')}`
          : `${type} ${id}${fields === null ? '' : ` (${fields.join(', ')})`}`
      console.log(`  ${String(seq).padStart(5)}  ${op.padEnd(9)}  ${about}: ${reason}`)
    }
    console.log(
      `Commit ${shownPath(folder)} with the history, then publish it: conflict-facts load${seedArgument(seed)}`,
    )
  })
