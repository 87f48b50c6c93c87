import 'server-only'
import { createThread } from '@/lib/threads/thread'
import { countTokensOf } from './count'
import { sliceText } from './slices'

/** How many tokens of cl100k_base these texts take for one of o200k_base; 1 where they have none. */
export async function cl100kFactor(texts: string[]): Promise<number> {
  const slices = texts.flatMap((text) => sliceText(text))
  if (slices.length === 0) return 1
  const thread = createThread<string[], number[]>('lib/tokens/cl100k-worker.mjs')
  try {
    const older = await thread.ask(
      slices.map(({ text }) => text),
      'later',
    )
    const newer = await countTokensOf(texts)
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
    const counted = sum(older.map((count, i) => count * slices[i]!.times))
    return sum(newer) === 0 ? 1 : counted / sum(newer)
  } finally {
    await thread.stop()
  }
}
