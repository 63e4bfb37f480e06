/**
 * Compares openapi.yaml with the contract of the last release, and exits with 1 if a client of it would break. With
 * `--release`, openapi.yaml becomes the contract of the last release.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parse } from 'yaml'
import { inPackage } from '../../src/package.ts'
import { breaksOf } from './contract-breaks.ts'

const releasedFile = inPackage('contract', 'released.yaml.gz')
const current = readFileSync(inPackage('openapi.yaml'), 'utf8')

if (process.argv.includes('--release')) {
  mkdirSync(dirname(releasedFile), { recursive: true })
  writeFileSync(releasedFile, gzipSync(current, { level: 9 }))
} else {
  const released = parse(gunzipSync(readFileSync(releasedFile)).toString())
  const breaks = breaksOf(released, parse(current))
  for (const one of breaks) console.error(one)
  if (breaks.length > 0) {
    console.error(`\nThese ${breaks.length} changes break clients of ${released.info.version}: see docs/upgrading.md.`)
    process.exitCode = 1
  }
}
