/** Errors of the server and of its connections, in words for operators and for clients. */
import { DatabaseError } from '../open.ts'

interface DriverError {
  code?: string
  message?: string
  cause?: unknown
}

/** Drizzle wraps errors of the driver. */
const rootOf = (error: unknown): DriverError => {
  const { cause } = (error ?? {}) as DriverError
  return cause instanceof Error ? rootOf(cause) : ((error ?? {}) as DriverError)
}

const trusting =
  '?sslmode=verify-full&sslrootcert=FILE names the certificate of its authority; ?sslmode=no-verify trusts any.'

/** Reasons by the codes of PostgreSQL (appendix A of its manual) and of Node.js. */
const reasons: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens there. Check host and port, and that the server runs.',
  ENOTFOUND: 'There is no such host.',
  EAI_AGAIN: 'The name of the host cannot be resolved now.',
  ETIMEDOUT: 'It does not answer. Check host, port and firewall.',
  ECONNRESET: 'It ended the connection. Check that it is a PostgreSQL server.',
  '28P01': 'It refused the user name or the password.',
  '28000': 'It refuses the user. Check the user and the name of the database, and pg_hba.conf of the server.',
  '3D000': 'It has no such database. Create it, or name another one in DATABASE_URL.',
  '42501':
    'The user has not the rights: `load` needs CREATE on the database, the service USAGE and SELECT (docs/operations.md).',
  '53300': 'It has no connection left. Lower DATABASE_POOL, or raise max_connections of the server.',
  '25006': 'It is a read-only replica. `load` needs the primary.',
  '57P03': 'It is starting or stopping. Try again.',
}

const untrusted = /^(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS)/

const reasonOf = ({ code = '', message = '' }: DriverError): string | undefined => {
  if (/no encryption$/.test(message)) return `It takes this user by TLS alone. Add ?sslmode=verify-full. ${trusting}`
  if (/client certificate/.test(message)) return 'It asks for a certificate. Name yours by &sslcert=FILE&sslkey=FILE.'
  if (/client password must be/.test(message))
    return 'It asks for a password. Write it in DATABASE_URL: postgres://USER:PASSWORD@HOST/DATABASE.'
  if (reasons[code] !== undefined) return reasons[code]
  if (/does not support SSL/.test(message))
    return 'It offers no TLS. Set up TLS there, or use ?sslmode=disable on a network that you trust.'
  if (/^ERR_OSSL|^ENOENT|^EISDIR|^EACCES/.test(code))
    return 'The files in sslrootcert, sslcert or sslkey cannot be used.'
  if (untrusted.test(code)) return `Its certificate is not trusted. ${trusting}`
  if (/timeout/.test(message)) return reasons.ETIMEDOUT
  return undefined
}

/** The server and the database of an address, without user and password. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return host + pathname
}

/** The error as a sentence that says which database it was and what to do; other errors as they are. */
export function explained(error: unknown, url: string): unknown {
  const root = rootOf(error)
  const reason = reasonOf(root)
  if (error instanceof DatabaseError || reason === undefined) return error
  const told = `The database ${placeOf(url)} in DATABASE_URL cannot be used. ${reason} (${root.message || root.code})`
  return new DatabaseError(told, { cause: error })
}

const unavailable =
  /^(08|53|57P|40001|XX|58|25006|28|3D000|3F000|42P01|42501|ECONN|EPIPE|EHOST|ENET|ETIMEDOUT|ENOTFOUND|EAI_)/

/**
 * `slow` for a statement that was ended for its length, `unavailable` for a server that is lost, restarting, or has
 * dropped the version; undefined for errors that are not the server's.
 */
export function kindOf(error: unknown): 'slow' | 'unavailable' | undefined {
  const { code = '', message = '' } = rootOf(error)
  if (code === '57014') return 'slow'
  const isLost =
    /^(Connection terminated|Cannot use a pool|timeout exceeded|Client has encountered|The server does not)/.test(
      message,
    )
  return isLost || unavailable.test(code) || untrusted.test(code) ? 'unavailable' : undefined
}
