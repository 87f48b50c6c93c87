import 'server-only'
import { hash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Brought, EntryGroup, OwnEntry } from './check-job'

// a small window, since each one is made anew and the texts are short
const packing = { level: 1, windowBits: 12, memLevel: 6 }
const nothing: Brought = { entries: '', hash: '', keys: [] }

/** Entries as they are kept: facts once for all their keys, and packed, since they are longer than the text they are of. */
export function packEntries(datasetId: string, entries: readonly OwnEntry[]): Brought {
  if (entries.length === 0) return nothing
  const text = JSON.stringify(groupsOf(entries))
  return {
    entries: deflateRawSync(text, packing).toString('base64'),
    hash: hash('sha256', text, 'base64url').slice(0, 22),
    keys: [
      ...new Set(entries.map(({ check, key, under }) => numberOf(`${datasetId} ${check} ${under ?? key}`))),
    ],
  }
}

export const unpackEntries = (packed: string): EntryGroup[] =>
  packed === '' ? [] : (JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()) as EntryGroup[])

function groupsOf(entries: readonly OwnEntry[]): EntryGroup[] {
  const groups: EntryGroup[] = []
  const known = new Map<string, EntryGroup>()
  for (const { key, ...rest } of entries) {
    const name = `${rest.check} ${rest.messageIndex} ${rest.under ?? ''} ${rest.facts}`
    const group = known.get(name)
    if (group) group.keys.push(key)
    else {
      const own = { ...rest, keys: [key] }
      known.set(name, own)
      groups.push(own)
    }
  }
  return groups
}

// 52 bits: what is found by chance has other keys
const numberOf = (name: string): number => Number.parseInt(hash('sha256', name, 'hex').slice(0, 13), 16)
