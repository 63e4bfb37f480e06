/** Thrown for input that a command cannot use; the message says which input it can. */
export class UsageError extends Error {
  override name = 'UsageError'
}
