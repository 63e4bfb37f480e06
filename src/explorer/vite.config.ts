import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const outDir = join(import.meta.dirname, '..', '..', 'dist', 'src', 'explorer')

/** Each file beside itself under the codings that browsers ask for, so that the server need not make them. */
const compressed: Plugin = {
  name: 'compressed',
  closeBundle() {
    const folder = join(outDir, 'assets')
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name))
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes))
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes))
    }
  },
}

export default defineConfig({
  root: import.meta.dirname,
  // Addresses on the page are relative to its base, which the server writes.
  base: './',
  build: {
    ...{ outDir, emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0, target: 'es2022' },
    // The licences of the packages whose code is in the pages.
    license: { fileName: 'LICENSES.md' },
  },
  plugins: [compressed],
})
