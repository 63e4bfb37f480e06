import { isIP, isIPv4 } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { DatabaseSettings } from './db/open.ts'
import { defaultKeptVersions } from './db/sqlite/kept-versions.ts'
import { dataFolder } from './package.ts'

const port = (meaning: string) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `${meaning}: a number from 0 to 65535; 0 takes any free port.`)
    .transform(Number)
    .refine((value) => value <= 65535, `${meaning}: a number from 0 to 65535.`)

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const logRequests = ['masked', 'whole'] as const

/**
 * An address in the form of browsers (host in lower case or Punycode, no default port), without dot and slash at the
 * end.
 */
function publicAddress(url: URL): string {
  url.hostname = url.hostname.replace(/\.$/, '')
  return url.href.replace(/\/+$/, '')
}

/** The reason why a text is no address of a PostgreSQL database; it never repeats the text, which has a password. */
function databaseUrlFault(text: string): string | undefined {
  const form = 'Allowed: postgres://user:password@host:port/database, with ?sslmode=verify-full where TLS is used.'
  if (!/^postgres(ql)?:\/\//.test(text)) return `Not the address of a PostgreSQL database. ${form}`
  if (!URL.canParse(text)) return `Not a valid address: signs in user and password are written as in %40 for @. ${form}`
  const { hostname, pathname, searchParams } = new URL(text)
  if (hostname === '') return `Names no host. ${form}`
  if (!/^\/[^/]+$/.test(pathname)) return `Names no database. ${form}`
  for (const [name, value] of searchParams) {
    if (!databaseParameters.includes(name))
      return `Has the parameter "${name}". Allowed: ${databaseParameters.join(', ')}.`
    if (name === 'sslmode' && !['disable', 'verify-full', 'no-verify'].includes(value))
      return 'Has another sslmode than allowed: disable, verify-full (certificate and host are tested), no-verify (neither is; other programs call that require).'
  }
  return undefined
}
/** Others would change which tables are found, or how long a statement may take. */
const databaseParameters = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey']

/** A network of all addresses would let every client name its own address. */
function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/')
  const isWithin = bits === undefined || (Number(bits) > 0 && Number(bits) <= (isIPv4(address) ? 32 : 128))
  return isIP(address) > 0 && isWithin
}

const environment = z
  .object({
    HOST: z.string().min(1, 'A host name or address, such as 127.0.0.1 or 0.0.0.0.').default('127.0.0.1'),
    PORT: port('Port of the service').default(3000),
    DATABASE_FILE: z
      .string()
      .min(1, 'A path. Leave it unset for data/conflict-facts.sqlite.')
      .refine(
        (path) => path === path.trim(),
        'A path without spaces at its ends: the driver of SQLite leaves them out.',
      )
      .transform((path) => resolve(path))
      .default(join(dataFolder, 'conflict-facts.sqlite')),
    DATABASE_URL: z
      .string()
      .superRefine((text, context) => {
        const fault = databaseUrlFault(text)
        if (fault !== undefined) context.addIssue({ code: 'custom', message: fault })
      })
      .optional(),
    DATABASE_POOL: z
      .string()
      .regex(/^[1-9]\d{0,2}$/, 'Most connections of this process to the database in DATABASE_URL: 1 to 999.')
      .transform(Number)
      .default(10),
    DATABASE_TIMEOUT_MS: z
      .string()
      .regex(/^[1-9]\d{1,5}$/, 'Time in ms after which a statement in the database of DATABASE_URL ends: 10 to 999999.')
      .transform(Number)
      .default(5000),
    LOG_LEVEL: z.enum(logLevels, `One of ${logLevels.join(', ')}.`).default('info'),
    LOG_REQUESTS: z.enum(logRequests, `One of ${logRequests.join(', ')}.`).default('masked'),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: 'The http or https address under which clients reach the service.' })
      .refine((text) => !/[?#]/.test(text), 'An address without query and fragment.')
      .transform((text) => new URL(text))
      .refine(({ username, password }) => username + password === '', 'An address without user name and password.')
      .refine(({ hostname }) => !/^\.|\.\./.test(hostname), 'A host name without empty parts, such as example.org.')
      .transform(publicAddress)
      .optional(),
    RATE_LIMIT_MAX: z
      .string()
      .regex(/^\d{1,9}$/, 'Requests a minute that one address may send: a whole number; 0 sets no limit.')
      .transform(Number)
      .default(600),
    KEEP_VERSIONS: z
      .string()
      .regex(/^\d{1,4}$/, 'Earlier versions of the dataset that stay readable: a whole number; 0 keeps none.')
      .transform(Number)
      .default(defaultKeptVersions),
    METRICS_PORT: port('Port of the metrics').optional(),
    METRICS_HOST: z
      .string()
      .min(1, 'The address at which Prometheus finds the metrics, such as 127.0.0.1 or 0.0.0.0.')
      .default('127.0.0.1'),
    TRUST_PROXY: z
      .string()
      .regex(
        /^([1-9]|[0-9a-fA-F.:]+(\/\d{1,3})?(,[0-9a-fA-F.:]+(\/\d{1,3})?)*)$/,
        'How many proxies stand before the service (1 to 9), or their addresses or networks, separated by commas.',
      )
      .transform((text) => (/^[1-9]$/.test(text) ? Number(text) : text))
      .refine(
        (trust) => typeof trust === 'number' || trust.split(',').every(isNetwork),
        'Holds what is no address or network. Allowed: 1 to 9, or such as 10.0.0.1, 10.0.0.0/8, 2001:db8::/32; not all addresses (/0).',
      )
      .optional(),
  })
  .refine(({ PORT, METRICS_PORT }) => METRICS_PORT !== PORT || PORT === 0, {
    path: ['METRICS_PORT'],
    error: 'A port of its own, another than PORT.',
    when: ({ issues }) => issues.every(({ path }) => !['PORT', 'METRICS_PORT'].includes(String(path?.[0]))),
  })

export interface Config {
  host: string
  port: number
  databaseFile: string
  /** A PostgreSQL database; undefined: the file is served. */
  database: DatabaseSettings | undefined
  logLevel: (typeof logLevels)[number]
  /** `masked` logs the network of a client and the names of parameters; otherwise the whole address and all values. */
  logRequests: (typeof logRequests)[number]
  /** '' if the service does not know its own address: links are then relative to the root. */
  publicUrl: string
  /** Most earlier versions of the dataset that stay readable. */
  keepVersions: number
  /** Requests a minute from one address; 0: no limit. */
  rateLimitMax: number
  /** Number of trusted proxies, or their addresses; false: none. */
  trustProxy: number | string | false
  /** Host and port of the metrics server; undefined: no server. */
  metrics: { host: string; port: number } | undefined
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Reads the settings from the environment.
 * @throws ConfigError naming every setting that is not valid
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = environment.safeParse(env)
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    throw new ConfigError(`The environment has settings that are not valid.\n${faults.join('\n')}`)
  }
  const {
    HOST,
    PORT,
    DATABASE_FILE,
    DATABASE_URL,
    DATABASE_POOL,
    DATABASE_TIMEOUT_MS,
    LOG_LEVEL,
    LOG_REQUESTS,
    PUBLIC_URL,
    KEEP_VERSIONS,
    RATE_LIMIT_MAX,
    TRUST_PROXY,
    METRICS_HOST,
    METRICS_PORT,
  } = result.data
  return {
    host: HOST,
    port: PORT,
    databaseFile: DATABASE_FILE,
    database:
      DATABASE_URL === undefined
        ? undefined
        : { url: DATABASE_URL, poolSize: DATABASE_POOL, statementTimeoutMs: DATABASE_TIMEOUT_MS },
    logLevel: LOG_LEVEL,
    logRequests: LOG_REQUESTS,
    publicUrl: PUBLIC_URL ?? '',
    keepVersions: KEEP_VERSIONS,
    rateLimitMax: RATE_LIMIT_MAX,
    trustProxy: TRUST_PROXY ?? false,
    metrics: METRICS_PORT === undefined ? undefined : { host: METRICS_HOST, port: METRICS_PORT },
  }
}
