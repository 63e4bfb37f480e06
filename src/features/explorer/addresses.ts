/** Addresses of the explorer's views. */

/** The address of `explore/` relative to an address at or under it. */
export function baseOf(path: string): string {
  const below = path.split('/').length - 3
  return below < 0 ? 'explore/' : `./${'../'.repeat(below)}`
}

/** The address of `explore/` relative to that of the entry point, which may have no slash at its end. */
export function baseBelow(url: string): string {
  const [path = ''] = url.split('?')
  const last = path.slice(path.lastIndexOf('/') + 1)
  return last === '' ? 'explore/' : `${last}/explore/`
}

/** The names below `explore/` in a path, as the script reads them too. */
export const namesOf = (path: string): string[] =>
  path
    .split('/')
    .slice(2)
    .filter((name) => name !== '')
    .map(decode)

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** The address of a view: absolute if that of the service is known, else relative to the base of the page. */
export const inContext = (path: string, publicUrl: string): string =>
  publicUrl === '' ? path || '../explore' : `${publicUrl}/explore${path && `/${path}`}`

/** The address of a record below `explore/` and below `v1/`. */
export const recordPath = (collection: string, id: string): string => `${collection}/${encodeURIComponent(id)}`
