/** The rows of our database as the peers take them: a plain SQLite file, and a JSON file. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Database } from '../src/db/sqlite/driver.ts'
import { workFolder } from './processes.ts'
import type { PeerFiles } from './servers.ts'

/** json-server parses its file when it starts and writes and searches whole lists in memory. */
const maxJsonRows = 60_000

/** Writes them. Estimates have the columns and the index that a filter by quantity needs, and their JSON as text. */
export function writePeerFiles(databaseFile: string, label: string): PeerFiles {
  const platformatic = join(workFolder, `${label}-platformatic.sqlite`)
  const db = new Database(platformatic)
  try {
    db.pragma('synchronous = OFF')
    db.prepare('attach ? as facts').run(databaseFile)
    db.exec(`
      create table records (id text primary key, type text not null, body text not null);
      insert into records select id, type, body from facts.records where type != 'claim';
      create table estimates (id text primary key, source text, quantity text, claim text, origin text, quote text,
        claimant_kind text, modifier text, low real, high real, best real, body text not null);
      insert into estimates select id, source, quantity, claim, origin, quote, claimant_kind, modifier, low, high, best,
        records.body from facts.estimates join facts.records using (id);
      create index estimates_by_quantity on estimates (quantity, id);
      detach facts;
      analyze`)
    const { rows } = db.prepare('select count(*) as rows from records').get() as { rows: number }
    const soul = join(workFolder, `${label}-soul.sqlite`)
    copyFileSync(platformatic, soul)
    if (rows > maxJsonRows) return { platformatic, soul, 'json-server': undefined }
    const json = join(workFolder, `${label}.json`)
    const list = (table: string) => db.prepare(`select body from ${table} order by id`).pluck().all().join(',')
    writeFileSync(json, `{"estimates":[${list('estimates')}],"records":[${list('records')}]}`)
    return { platformatic, soul, 'json-server': json }
  } finally {
    db.close()
  }
}
