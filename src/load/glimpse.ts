/**
 * Ids and names of a seed folder, whatever faults its records have: a draft that is not finished keeps nobody from the
 * next one.
 */
import { join } from 'node:path'
import { collections } from '../vocabulary.ts'
import { listSeedFolder } from './folder.ts'
import { readJsonLine } from './json-line.ts'
import { linesOfFile } from './lines.ts'
import { readYamlFile } from './yaml-file.ts'

interface Glimpse {
  ids: Set<string>
  entities: { id: string; names: string[] }[]
}

export function glimpseOf(folder: string): Glimpse {
  const glimpse: Glimpse = { ids: new Set(), entities: [] }
  const add = (isEntity: boolean, record: unknown) => {
    const { id, name, aliases } = (record ?? {}) as Record<string, unknown>
    if (typeof id !== 'string') return
    glimpse.ids.add(id)
    const names = [name, ...(Array.isArray(aliases) ? aliases : [])].filter((one) => typeof one === 'string')
    if (isEntity && names.length > 0) glimpse.entities.push({ id, names })
  }
  for (const file of listSeedFolder(folder).files)
    if (file.endsWith('.ndjson'))
      for (const line of linesOfFile(join(folder, file))) {
        const record = readJsonLine(line)
        if (typeof record === 'object') add(record.type === 'entity', record)
      }
    else {
      const value = readYamlFile(folder, file, [])?.value
      if (Array.isArray(value)) for (const record of value) add(false, record)
      else if (typeof value === 'object' && value !== null)
        for (const [collection, list] of Object.entries(value))
          for (const record of Array.isArray(list) ? list : []) add(collection === collections.entity, record)
    }
  return glimpse
}
