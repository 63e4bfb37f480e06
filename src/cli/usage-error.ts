/** The command was given something it cannot use; the message says what it can. */
export class UsageError extends Error {
  override name = 'UsageError'
}
