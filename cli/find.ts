import type { DatasetRow } from '@/lib/datasets/schema'
import { AppError } from '@/lib/result/app-error'
import type { Door } from './door'

/** A dataset by id or by name. @throws AppError `not_found` `noSuchDataset`, `invalid` `ambiguousName` with the ids */
export async function findDataset(door: Door, wanted: string): Promise<DatasetRow> {
  const found = await lookUp(door, wanted)
  if (!found) throw new AppError('not_found', 'noSuchDataset', { params: { name: wanted } })
  return found
}

/** The same, or a new one of that name where there is none. */
export async function findOrCreateDataset(door: Door, wanted: string): Promise<{ id: string; name: string }> {
  const found = await lookUp(door, wanted)
  if (found) return found
  const { id } = await door.createDataset(wanted)
  return { id, name: wanted }
}

async function lookUp(door: Door, wanted: string): Promise<DatasetRow | null> {
  const all = await door.listDatasets()
  const byId = all.find((d) => d.id === wanted)
  if (byId) return byId
  const named = all.filter(
    (d) => d.name.normalize('NFC') === wanted.normalize('NFC') && d.state !== 'trashed',
  )
  if (named.length > 1)
    throw new AppError('invalid', 'ambiguousName', {
      params: { name: wanted, ids: named.map((d) => d.id).join(', ') },
    })
  return named[0] ?? null
}
