import { conversationOf } from '@/lib/conversations/kind'
import type { Chosen } from './choose'
import { isInstructed, type Wanted } from './instruct'
import { byBytes, type Reader, readTexts } from './reader'

const bytesBetweenPauses = 256 * 1024

/** How many lines the instructions of a recipe change. */
export async function countInstructed(
  reader: Reader,
  chosen: readonly Chosen[],
  copies: Uint8Array,
  wantedFor: (index: number) => Wanted | null,
): Promise<number> {
  let count = 0
  let bytes = 0
  const all = chosen.map((example, index) => ({ id: example.id, bytes: example.bytes, index }))
  for (const run of byBytes(all)) {
    const ids = run.map(({ id }) => id)
    const texts = await readTexts(reader, ids)
    for (const example of run) {
      const wanted = wantedFor(example.index)
      const text = texts.get(example.id)!.toString()
      if (wanted && isInstructed(conversationOf(text), wanted)) count += copies[example.index]!
      bytes += example.bytes
      if (bytes < bytesBetweenPauses) continue
      bytes = 0
      await reader.pause()
    }
  }
  return count
}
