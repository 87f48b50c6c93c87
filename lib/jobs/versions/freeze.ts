import 'server-only'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { openLineFile } from '@/lib/exports/line-file'
import {
  byBytes,
  type Frozen,
  type FrozenRow,
  type Reader,
  readDatasetHead,
  readHeavyRows,
  readLightRows,
  readPlacedTags,
  readStrips,
} from '@/lib/exports/reader'
import type { FileFacts, Recipe } from '@/lib/exports/schema'
import type { Survey } from '@/lib/exports/survey'
import { formatOf, formatOfKind, weightChoices } from '@/lib/exports/words'
import type { Side } from '@/lib/splits/schema'
import {
  type FrozenHead,
  frozenMark,
  membersFile,
  readHead,
  readMember,
  textsFile,
} from '@/lib/versions/members'
import { linesOf } from '@/lib/versions/read'

const batch = 500

/** Writes down who is in a version and what their texts are, from the snapshot that was surveyed; of its format, nothing. */
export async function freeze(
  reader: Reader,
  survey: Survey,
  datasetId: string,
  folder: string,
): Promise<FileFacts[]> {
  const { examples, sideOf, copies } = survey.members
  const members = await openLineFile(folder, membersFile, reader.pause)
  const texts = await openLineFile(folder, textsFile, reader.pause)
  try {
    const head: FrozenHead = {
      frozen: frozenMark,
      head: (await readDatasetHead(reader, datasetId))!,
      groups: survey.groups,
      balance: survey.balance,
      recipe: withoutFormat(survey.recipe),
      rule: survey.rule,
      shares: survey.shares,
      strataNames: survey.strataNames,
    }
    await members.write([Buffer.from(JSON.stringify(head))])
    let index = 0
    for (let at = 0; at < examples.length; at += batch)
      for (const run of byBytes(examples.slice(at, at + batch))) {
        const ids = run.map(({ id }) => id)
        const light = await readLightRows(reader, ids)
        const strips = await readStrips(reader, ids)
        const placed = await readPlacedTags(reader, ids)
        const heavy = await readHeavyRows(reader, ids)
        const lines = heavy.map(({ text, ...row }, place): Buffer => {
          const frozen: FrozenRow = {
            ...light[place]!,
            ...row,
            bytes: text.length,
            split: sideOf(index),
            strip: strips[place]!.strip,
            copies: copies[index]!,
            tags: (placed.get(row.id) ?? []).map(({ tagId, messageId }) => [tagId, messageId]),
          }
          index += 1
          return Buffer.from(JSON.stringify(frozen))
        })
        await members.write(lines)
        await texts.write(heavy.map(({ text }) => text))
        await reader.pause()
      }
    return [await members.close(), await texts.close()]
  } catch (error) {
    await Promise.allSettled([members.abandon(), texts.abandon()])
    throw error
  }
}

function withoutFormat({ format, ...recipe }: Recipe): Recipe {
  return { ...recipe, format: formatOfKind[formatOf(format).kind], weights: weightChoices[0] }
}

type Place = { at: number; length: number; textAt: number; bytes: number; copies: number; side: Side }

/** The examples of a version, from its two files in a folder; only where each of them begins is in memory. */
export async function openFrozen(
  folder: string,
): Promise<{ frozen: Frozen; head: FrozenHead; close: () => Promise<void> }> {
  const members = await open(join(folder, membersFile))
  const texts = await open(join(folder, textsFile))
  const places = new Map<number, Place>()
  let head: FrozenHead | undefined
  let [at, textAt] = [0, 0]
  for await (const line of linesOf(members.createReadStream({ autoClose: false, start: 0 }))) {
    const length = Buffer.byteLength(line)
    if (!head) head = readHead(line)
    else {
      const { id, bytes, copies, split } = readMember(line)
      places.set(id, { at, length, textAt, bytes, copies, side: split! })
      textAt += bytes + 1
    }
    at += length + 1
  }
  const frozen: Frozen = {
    head: head!.head,
    groups: head!.groups,
    ids: [...places.keys()],
    copiesOf: (id) => places.get(id)!.copies,
    split: {
      rule: head!.rule,
      shares: head!.shares,
      strataNames: head!.strataNames,
      sideOf: (id) => places.get(id)!.side,
    },
    rows: async (ids) => {
      const rows: FrozenRow[] = []
      for (const id of ids) {
        const place = places.get(id)!
        rows.push(readMember((await readAt(members, place.at, place.length)).toString()))
      }
      return rows.sort((a, b) => a.number - b.number)
    },
    texts: async (ids) => {
      const found = new Map<number, Buffer>()
      for (const id of ids) {
        const place = places.get(id)!
        found.set(id, await readAt(texts, place.textAt, place.bytes))
      }
      return found
    },
  }
  return {
    frozen,
    head: head!,
    close: async () => void (await Promise.all([members.close(), texts.close()])),
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, position + at)
    if (bytesRead === 0) throw new Error('a frozen file is shorter than its lines say')
    at += bytesRead
  }
  return bytes
}
