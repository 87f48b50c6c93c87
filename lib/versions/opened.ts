import 'server-only'
import { initialMessageIds } from '@/lib/conversations/message-ids'
import type { Frame } from '@/lib/conversations/schema'
import type { Tx } from '@/lib/db/client'
import { sameTags } from '@/lib/distribution/profile'
import type { Counted } from '@/lib/distribution/read'
import type { NamedGroup } from '@/lib/exports/reader'
import { type Member, membersFile, readHead, readMember, textsFile } from './members'
import { linesOf, readBlob, readRange, type StoredVersion } from './read'
import type { VersionFileRow } from './schema'

export type OpenedExample = { member: Member; text: string }
/** What a version froze, to be read a few examples at a time. */
export type OpenedVersion = {
  groups: readonly NamedGroup[]
  profiles: Counted[]
  /** Numbers of the examples, in their order; of those alone that hold the tag. */
  numbers(tag: string | null): readonly number[]
  /** Those among these numbers that are in it, in their order; fewer than asked for where their texts are long. */
  read(numbers: readonly number[]): Promise<OpenedExample[]>
}

/** Where each example stands in the two files, and what it counts as: no word of it is kept in memory. */
type Index = {
  groups: NamedGroup[]
  numbers: number[]
  lines: { at: number; length: number }[]
  texts: { at: number; length: number }[]
  tagIds: (readonly string[])[]
  profiles: Counted[]
}

const indexesKept = 8
const mostBytesAtOnce = 4_000_000
const known = new Map<string, Promise<Index>>()

/** Null where a text that was purged was in it, or it isn't ready. */
export async function openVersion(tx: Tx, { state, frozen }: StoredVersion): Promise<OpenedVersion | null> {
  const members = frozen.find(({ name }) => name === membersFile)
  const texts = frozen.find(({ name }) => name === textsFile)
  const isWhole = frozen.every(({ purgedAt }) => purgedAt === null)
  if (state !== 'ready' || !members || !texts || !isWhole) return null
  const index = await indexOf(tx, members)
  const placeOf = new Map(index.numbers.map((number, place) => [number, place]))
  return {
    groups: index.groups,
    profiles: index.profiles,
    numbers: (tag) =>
      tag === null ? index.numbers : index.numbers.filter((_, place) => index.tagIds[place]!.includes(tag)),
    read: async (numbers) => {
      const found: OpenedExample[] = []
      let bytes = 0
      for (const number of numbers) {
        const place = placeOf.get(number)
        if (place === undefined) continue
        const [line, text] = [index.lines[place]!, index.texts[place]!]
        bytes += text.length
        if (found.length > 0 && bytes > mostBytesAtOnce) break
        found.push({
          member: readMember((await readRange(tx, members, line)).toString()),
          text: (await readRange(tx, texts, text)).toString(),
        })
      }
      return found
    },
  }
}

/** A version never changes: what was read of it once is as good the next time. */
function indexOf(tx: Tx, file: VersionFileRow): Promise<Index> {
  const made = known.get(file.sha256) ?? makeIndex(tx, file)
  known.delete(file.sha256)
  known.set(file.sha256, made)
  made.catch(() => known.delete(file.sha256))
  const [oldest] = known.keys()
  if (known.size > indexesKept) known.delete(oldest!)
  return made
}

async function makeIndex(tx: Tx, file: VersionFileRow): Promise<Index> {
  const index: Index = { groups: [], numbers: [], lines: [], texts: [], tagIds: [], profiles: [] }
  const lists = new Map<string, readonly string[]>()
  const counts = new Map<string, Counted>()
  let [at, textAt] = [0, 0]
  for await (const line of linesOf(readBlob(tx, file))) {
    const length = Buffer.byteLength(line)
    if (at === 0) index.groups = readHead(line).groups
    else {
      const member = readMember(line)
      index.numbers.push(member.number)
      index.lines.push({ at, length })
      index.texts.push({ at: textAt, length: member.bytes })
      const tagIds = [...new Set(member.tags.map(([tagId]) => tagId))]
      const key = tagIds.join(' ')
      if (!lists.has(key)) lists.set(key, tagIds)
      index.tagIds.push(lists.get(key)!)
      count(counts, member)
      textAt += member.bytes + 1
    }
    at += length + 1
  }
  index.profiles = [...counts.values()]
  return index
}

function count(counts: Map<string, Counted>, { strip, messageIds, tags, turns }: Member): void {
  const frames = JSON.parse(strip) as Frame[]
  const ids = messageIds === null ? initialMessageIds(turns) : (JSON.parse(messageIds) as string[])
  const isTrained = (messageId: string) => frames[ids.indexOf(messageId)]?.[2] === 1
  const places = tags.map(([tagId, messageId]) => {
    if (!messageId) return tagId
    return `${tagId}@${isTrained(messageId) ? messageId : '-'}`
  })
  const profile = {
    trained: frames.filter((frame) => frame[2] === 1).length,
    tags: sameTags(places.join(' ')),
  }
  const key = `${profile.trained} ${profile.tags}`
  const counted = counts.get(key)
  if (counted) counted.n += 1
  else counts.set(key, { ...profile, n: 1 })
}
