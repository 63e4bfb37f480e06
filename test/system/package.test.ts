/** The package as somebody installs it: it has all that it runs on, and nothing else. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import t, { type Test } from 'tap'
import { inPackage } from '../../src/package.ts'
import { start } from '../support/commands.ts'
import { folderFor, seedCopy } from '../support/support.ts'

const own = JSON.parse(readFileSync(inPackage('package.json'), 'utf8'))
const shell = process.platform === 'win32'

function npmPack(...args: string[]): { filename: string; size: number; files: { path: string }[] } {
  const text = execFileSync('npm', ['pack', '--json', ...args], { cwd: inPackage(), shell, stdio: 'pipe' })
  return JSON.parse(text.toString())[0]
}

t.test('the package holds what is built, and neither sources, tests nor tools', (t) => {
  const { size, files } = npmPack('--dry-run')
  const paths = files.map(({ path }) => path)
  const shipped = new Set(paths)
  for (const path of [
    ...['dist/src/cli/main.js', 'dist/src/pictures/thread.js', 'dist/src/explorer/index.html', 'openapi.yaml'],
    ...['fonts/DejaVuSansCondensed.ttf', 'fonts/LICENSE', 'LICENSE', 'README.md', 'CHANGELOG.md', 'SECURITY.md'],
    ...['NOTICE.md', 'dist/src/explorer/LICENSES.md'],
    ...['docs/operations.md', 'seed/dataset.yaml', 'seed/released.ndjson', 'seed/schemas/records.schema.json'],
  ])
    t.ok(shipped.has(path), path)
  t.ok(paths.some((path) => path.startsWith('migrations/')))
  const strange = paths.filter(
    (path) =>
      !/^(dist\/src|docs|fonts|migrations|seed)\/|^[A-Z-]+(\.md)?$|^(package\.json|openapi\.yaml)$/.test(path) ||
      /\.(ts|map|tsbuildinfo|sqlite)$|(^|\/)(test|bench|node_modules|data)\//.test(path) ||
      /(^|\/)(generate|pack-client|compile-driver)\.js$/.test(path),
  )
  t.strictSame(strange, [])
  t.ok(size < 2_000_000, `${size} bytes`)

  const text = (path: string) => readFileSync(inPackage(path), 'utf8')
  const beside = (path: string, other: string) => posix.join(posix.dirname(path), other)
  const modules = paths.filter((path) => path.endsWith('.js') && !path.startsWith('dist/src/explorer/'))
  const missing = modules.flatMap((path) =>
    [...text(path).matchAll(/(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g)]
      .map(([, other = '']) => beside(path, other))
      .filter((other) => !shipped.has(other)),
  )
  t.strictSame(missing, [], 'each import leads to a file of the package')

  const inClone = ['CONTRIBUTING.md', 'DECISIONS.md', 'src/client/README.md']
  const dead = paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      [...text(path).matchAll(/\]\((?!\w+:)([^)#\s]+)[^)]*\)/g)]
        .map(([, other = '']) => beside(path, other))
        .filter((other) => !shipped.has(other) && !inClone.includes(other))
        .map((other) => `${path} -> ${other}`),
    )
  t.strictSame(dead, [], 'each link leads to a file of the package, or to one for those who work on it')
  t.end()
})

t.test('the notices name every package in the pages of the explorer, and every licence that asks for more', (t) => {
  const notice = readFileSync(inPackage('NOTICE.md'), 'utf8')
  const bundled = readFileSync(inPackage('dist', 'src', 'explorer', 'LICENSES.md'), 'utf8')
  for (const [, name = ''] of bundled.matchAll(/^## (\S+) - \d/gm))
    t.match(notice, name.startsWith('d3-') ? 'D3' : name === '@observablehq/plot' ? 'Observable Plot' : name, name)

  const permissive = /MIT|ISC|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense/
  const { packages } = JSON.parse(readFileSync(inPackage('package-lock.json'), 'utf8')) as {
    packages: Record<string, { license: string; dev?: true }>
  }
  const others = Object.entries(packages).filter(
    ([path, { license, dev }]) => !dev && path !== '' && !permissive.test(license),
  )
  for (const [path, { license }] of others) {
    t.match(license, /^(CPAL-1\.0 OR AGPL-1\.0|MPL-2\.0)$/, path)
    t.match(notice, /resvg/.test(path) ? '@resvg/resvg-js' : `node_modules/${posix.basename(path)}`, path)
  }
  t.end()
})

/** A folder of somebody else with the package and its dependencies, as npm would install them. */
function installed(t: Test, without: string[] = []) {
  const folder = folderFor(t)
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  const { filename } = npmPack('--pack-destination', folder)
  execFileSync('tar', ['-xzf', filename, '-C', 'node_modules'], { cwd: folder })
  renameSync(join(modules, 'package'), join(modules, own.name))
  for (const name of Object.keys({ ...own.dependencies, ...own.optionalDependencies })) {
    if (!existsSync(inPackage('node_modules', name)) || without.includes(name)) continue
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(inPackage('node_modules', name), join(modules, name), 'junction')
  }
  const program = join(modules, own.name, own.bin['conflict-facts'])
  const run = (args: string[], env = {}) => start([process.execPath, program, ...args], env, folder)
  return { folder, run }
}

t.test('what is installed serves the shipped facts and those of others, from the folder it runs in', async (t) => {
  const { folder, run } = installed(t)
  const serve = async (args: string[] = [], env = {}) => {
    const server = run(['serve', ...args], env)
    const [, address] = await server.says(/Swagger UI\s+(http:\/\/\S+)\/docs/)
    const get = (path: string) => fetch(address + path)
    const stop = () => {
      server.child.kill('SIGTERM')
      return server.ended
    }
    return { get, stop }
  }
  const { get, stop } = await serve()
  const estimates = await get('/v1/estimates?quantity=shells-delivered-kp-ru&spread=true')
  t.match(await estimates.json(), { data: [{ low: 1_600_000 }] })
  for (const path of ['/explore', '/docs/', '/openapi.yaml', '/v1/quantities/containers-delivered-kp-ru/corridor.svg'])
    t.equal((await get(path)).status, 200, path)
  t.equal(await stop(), 0)
  t.ok(readdirSync(join(folder, 'data')).includes('conflict-facts.sqlite'))
  t.notOk(existsSync(join(folder, 'node_modules', own.name, 'data')), 'npm replaces that folder')

  const { seed, edit } = seedCopy(t)
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  const others = await serve(['--seed', seed], { DATABASE_FILE: 'others.sqlite' })
  t.match(await (await others.get('/v1/quotes')).text(), /How could aged/)
  t.equal(await others.stop(), 0)

  t.ok(existsSync(join(folder, 'others.sqlite')))
  const version = run(['--version'])
  t.strictSame([await version.ended, version.output()], [0, `${own.version}\n`])
})

t.test('where npm left SQLite out, every command says in a sentence how to install it', async (t) => {
  const { run } = installed(t, ['better-sqlite3', 'better-sqlite3-napi'])
  for (const args of [['serve'], ['doctor', '--json'], ['--version']]) {
    const { ended, output } = run(args)
    t.equal(await ended, 1)
    t.match(
      output(),
      /^SQLite is missing: the package better-sqlite3\S* does not load\. .*`npm install.*\n$/,
      args.join(' '),
    )
  }
})
