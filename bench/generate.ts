/** Writes a seed folder with so many invented facts: node dist/bench/generate.js <facts> <folder> */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { progressBar } from '../src/cli/progress.ts'
import { factLines, worldFor, worldLines } from './facts.ts'
import { randomFrom } from './random.ts'

const dataset = (facts: number): string => `id: synthetic
title: Synthetic facts
description: ${facts} invented facts to measure with. Nothing in them is true.
version: 1.0.0
date: "2026-11-24"
license: { id: CC0-1.0, url: "https://creativecommons.org/publicdomain/zero/1.0/" }
rights: Invented.
`

/** The same number of facts gives the same bytes. */
export function generate(facts: number, folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'dataset.yaml'), dataset(facts))
  writeFileSync(join(folder, 'retired.yaml'), '[]\n')
  const world = worldFor(facts, randomFrom(20_241_004))
  writeLines(join(folder, 'world.ndjson'), worldLines(world))
  const bar = progressBar('facts')
  let done = 0
  writeLines(join(folder, 'facts.ndjson'), factLines(world, facts), ({ type }) => {
    if (type === 'source') return
    done += 1
    if (done % 1000 === 0) bar.update('writing', done, facts)
  })
  bar.stop()
}

function writeLines<T extends object>(path: string, lines: Iterable<T>, onLine: (line: T) => void = () => {}): void {
  const handle = openSync(path, 'w')
  try {
    let part = ''
    for (const line of lines) {
      part += `${JSON.stringify(line)}\n`
      onLine(line)
      if (part.length < 1_000_000) continue
      writeSync(handle, part)
      part = ''
    }
    writeSync(handle, part)
  } finally {
    closeSync(handle)
  }
}

const [count = '', folder] = process.argv.slice(2)
if (!/^[1-9]\d{0,6}$/.test(count) || folder === undefined) {
  console.error('Usage: generate <facts, from 1 to 9999999> <folder>')
  process.exitCode = 2
} else generate(Number(count), folder)
