import 'server-only'
import { breathe } from '@/lib/db/reader'
import { setSplits } from '@/lib/examples/writes/splits'
import { AppError } from '@/lib/result/app-error'
import { groupOf } from '@/lib/splits/links'
import type { Side, SplitTwoSettings } from '@/lib/splits/schema'
import { setPinned } from '@/lib/splits/writes'
import { persist } from '../import/persist'
import { type Keeping, surveyStored } from './place-examples'

const batch = 500

/**
 * Puts an example and everything that it is linked to on a side and pins it there, some at a time; `side` null takes the
 * pins away. Cut off, what was moved holds the rest out of the files, and the same again moves the rest. How many they are.
 * @throws AppError `not_found`
 */
export async function moveLinked(
  datasetId: string,
  settings: SplitTwoSettings,
  { number, side }: { number: number; side: Side | null },
  { onChanges, guard, onProgress }: Keeping = {},
): Promise<number> {
  const { members, links } = await surveyStored(datasetId, settings)
  const place = members.findIndex((member) => member.number === number)
  if (place < 0) throw new AppError('not_found')
  const group = await groupOf(members, links, [place], breathe)
  const ids = group.map((at) => members[at]!.id)
  await onChanges?.(
    group.map((at) => {
      const { id, side: from, isPinned: pinned, isHeld: held } = members[at]!
      return { id, from, to: side ?? from, place: { pinned, held } }
    }),
  )
  for (let at = 0; at < ids.length; at += batch) {
    const some = ids.slice(at, at + batch)
    await persist(async (tx) => {
      await guard?.(tx)
      const sides = side ? some.map((id) => ({ id, split: side })) : []
      await setSplits(tx, datasetId, sides)
      await setPinned(tx, datasetId, some, side !== null)
    })
    onProgress?.(at + some.length, ids.length)
    await breathe()
  }
  return ids.length
}
