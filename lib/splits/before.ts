import { z } from 'zod'
import type { SplitRule } from './schema'
import { side, splitRule } from './schema'
import type { Side } from './words'

/** What a run does to an example: the side it had and gets, and how it was pinned and held, where that changes too. */
export type Change = {
  id: number
  from: Side | null
  to: Side | null
  place: { pinned: boolean; held: boolean } | null
}
export type RuleChange = { former: SplitRule | null; given: SplitRule }

const stored = z.strictObject({
  rule: z.strictObject({ former: splitRule.nullable(), given: splitRule }).nullable(),
  // a few kinds of change, and long lists of ids
  changes: z.array(
    z.strictObject({
      from: side.nullable(),
      to: side.nullable(),
      place: z.strictObject({ pinned: z.boolean(), held: z.boolean() }).nullable(),
      ids: z.array(z.number().int()),
    }),
  ),
})

/** What stood before a run. */
export type Before = { rule: RuleChange | null; changes: Change[] }

export function readBefore(text: string | null): Before {
  if (text === null) return { rule: null, changes: [] }
  const { rule, changes } = stored.parse(JSON.parse(text))
  return { rule, changes: changes.flatMap(({ ids, ...change }) => ids.map((id) => ({ id, ...change }))) }
}

export function writeBefore({ rule, changes }: Before): string {
  const kinds = new Map<string, Omit<Change, 'id'> & { ids: number[] }>()
  for (const { id, ...change } of changes) {
    const key = JSON.stringify(change)
    const kind = kinds.get(key)
    if (kind) kind.ids.push(id)
    else kinds.set(key, { ...change, ids: [id] })
  }
  return JSON.stringify({ rule, changes: [...kinds.values()] })
}

/** What a run that was worked out again changes in all: from what stood at first, to what it gives in the end. */
export function joinChanges(first: readonly Change[], more: readonly Change[]): Change[] {
  const all = new Map(first.map((change) => [change.id, change]))
  for (const change of more) {
    const known = all.get(change.id)
    all.set(change.id, known ? { ...known, to: change.to, place: known.place ?? change.place } : change)
  }
  return [...all.values()]
}
