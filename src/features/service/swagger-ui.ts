/**
 * Swagger UI with the name of this service, the version of its dataset and a heading above each kind of parameter. The
 * functions of the settings run in the browser: they are sent as text, and can use nothing outside themselves.
 */
import type { FastifySwaggerUiOptions } from '@fastify/swagger-ui'

/** A list that was emptied again is sent as an empty value, which is refused: such parameters are left out. */
const leaveOutEmpty = (request: { url: string }) => {
  request.url = request.url
    .replace(/([?&])[^=&?]+=(?=&|$)/g, '$1')
    .replace(/&{2,}/g, '&')
    .replace(/\?&/, '?')
    .replace(/[?&]$/, '')
  return request
}

/** The parts of Swagger UI that are used here. */
interface System {
  React: {
    createElement(type: unknown, props: object | null, ...children: unknown[]): unknown
    Fragment: unknown
    useState<T>(first: T): [T, (next: T) => void]
    useEffect(effect: () => void, dependencies: unknown[]): void
  }
  getComponent(name: string, container?: boolean): unknown
  specSelectors: { url(): string; operationWithMeta(path: string, method: string): Map<string, unknown> }
}
interface Stamped {
  meta: { dataset_version: string; dataset_date: string }
}
type Parameter = { get(name: string): unknown }

/** The bar above the document: our name and the version of the dataset, each a link. */
const ownBar = (system: System) => ({
  components: {
    Topbar: () => {
      const { createElement: element, useState, useEffect } = system.React
      const root = new URL('..', system.specSelectors.url())
      const [version, setVersion] = useState('')
      useEffect(() => {
        fetch(new URL('v1', root))
          .then((response) => response.json() as Promise<Stamped>)
          .then(({ meta }) => setVersion(`Dataset version ${meta.dataset_version} of ${meta.dataset_date}`))
          .catch(() => {})
      }, [])
      return element(
        'header',
        { className: 'own-bar' },
        element('a', { className: 'own-name', href: new URL('explore', root).href }, 'Conflict Facts'),
        element('a', { href: new URL('explore', root).href }, 'Explorer'),
        element('a', { href: new URL('v1/codebook', root).href }, 'Codebook'),
        element('span', { className: 'own-version' }, version),
        element(system.getComponent('DarkModeToggle'), null),
      )
    },
  },
})

/**
 * A heading above the first parameter of each kind, where there are several kinds. The first ones are found once for each
 * operation: its rows are drawn anew at every click.
 */
const parametersByKind = (system: System) => {
  const firsts = new Map<string, Map<unknown, unknown>>()
  const firstsOf = ([path, method]: [string, string]) => {
    const known = firsts.get(`${method} ${path}`)
    if (known !== undefined) return known
    const all = [...(system.specSelectors.operationWithMeta(path, method).get('parameters') as Parameter[])]
    const found = new Map(all.toReversed().map((one) => [one.get('x-kind'), one.get('name')]))
    // Those of the path have no kind.
    found.delete(undefined)
    firsts.set(`${method} ${path}`, found)
    return found
  }
  return {
    wrapComponents: {
      parameterRow: (Row: unknown) => (props: { rawParam: Parameter; pathMethod: [string, string] }) => {
        const { createElement: element, Fragment } = system.React
        const row = element(Row, props)
        const kind = props.rawParam.get('x-kind')
        const first = firstsOf(props.pathMethod)
        const isFirst = first.get(kind) === props.rawParam.get('name')
        if (kind === undefined || first.size === 1 || !isFirst) return row
        const heading = element('th', { colSpan: 2, scope: 'colgroup' }, kind)
        return element(Fragment, null, element('tr', { className: 'own-kind' }, heading), row)
      },
    },
  }
}

const style = `
.swagger-ui .own-bar { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding: .75rem 1.25rem;
  font-family: sans-serif; background: #1b1f24; color: #e6e8ea; }
.swagger-ui .own-bar a { color: #8fc1ee; }
.swagger-ui .own-bar .own-name { color: #fff; font-weight: 700; font-size: 1.1rem; text-decoration: none; }
.swagger-ui .own-bar .own-version { margin-left: auto; }
.swagger-ui table tbody tr.own-kind th { padding: 1.75rem 0 .25rem; text-align: left; font-size: 1rem;
  border-bottom: 1px solid rgb(128 128 128 / .5); }
.swagger-ui .opblock-tag small { flex: 2; }
`

/** @param indexPrefix path under which the service is reached */
export const swaggerUiOptions = (indexPrefix: string): FastifySwaggerUiOptions => ({
  routePrefix: '/docs',
  indexPrefix,
  uiConfig: {
    ...{ docExpansion: 'list', tryItOutEnabled: true, deepLinking: true },
    requestInterceptor: leaveOutEmpty as never,
    ...({ plugins: [ownBar, parametersByKind] } as object),
  },
  theme: { title: 'Conflict Facts', css: [{ filename: 'own.css', content: style }] },
})
