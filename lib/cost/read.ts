import { conversationOf, promptLength, settingsOf } from '@/lib/conversations/kind'
import type { Conversation, Frame } from '@/lib/conversations/schema'
import type { Chosen } from '@/lib/exports/choose'
import { byBytes, type Reader, readStrips, readTexts } from '@/lib/exports/reader'
import { estimateTokens } from '@/lib/tokens/estimate'
import { contentTexts } from '@/lib/tokens/message-text'
import type { Size } from './sizes'

const idsAtOnce = 500
const sampled = 200
const longestSample = 4_000

/** What each example takes, from the strips that are kept beside the texts; only those with tools are opened. */
export async function readSizes(
  reader: Reader,
  chosen: readonly Chosen[],
  linesOf: (index: number) => Pick<Size, 'train' | 'test'>,
): Promise<Size[]> {
  const sizes: Size[] = []
  for (let at = 0; at < chosen.length; at += idsAtOnce) {
    const part = chosen.slice(at, at + idsAtOnce)
    const strips = new Map<number, Frame[]>()
    for (const { id, strip } of await readStrips(
      reader,
      part.map(({ id }) => id),
    ))
      strips.set(id, JSON.parse(strip) as Frame[])
    const tools = await readTools(
      reader,
      part.filter(({ namesTools }) => namesTools),
    )
    for (const [i, { id, number }] of part.entries()) {
      const frames = strips.get(id) ?? []
      sizes.push({ number, ...sizeOf(frames), tools: tools.get(id) ?? 0, ...linesOf(at + i) })
    }
    await reader.pause()
  }
  return sizes
}

function sizeOf(frames: readonly Frame[]) {
  const size = { tokens: 0, messages: frames.length, system: 0, systemMessages: 0, userMessages: 0 }
  for (const [role, tokens] of frames) {
    size.tokens += tokens
    if (role === 'u') size.userMessages += 1
    if (role !== 's' && role !== 'd') continue
    size.system += tokens
    size.systemMessages += 1
  }
  return size
}

async function readTools(reader: Reader, chosen: readonly Chosen[]): Promise<Map<number, number>> {
  const tokens = new Map<number, number>()
  for (const run of byBytes(chosen)) {
    const texts = await readTexts(
      reader,
      run.map(({ id }) => id),
    )
    for (const [id, text] of texts) tokens.set(id, toolTokens(conversationOf(text.toString())))
    await reader.pause()
  }
  return tokens
}

/** Of definitions and calls, about: no public rule says how a trainer writes them. */
function toolTokens(conversation: Conversation): number {
  const { tools, functions } = settingsOf(conversation)
  const calls = conversation.messages.flatMap(({ tool_calls, function_call }) => [tool_calls, function_call])
  return [tools, functions, ...calls].reduce<number>(
    (sum, part) => sum + (part == null ? 0 : estimateTokens(JSON.stringify(part))),
    0,
  )
}

export type Sample = {
  texts: string[]
  /** The system prompt that most of the sampled examples have, null where most have none. */
  system: string | null
}

/** Texts of up to 200 examples at even distances. */
export async function readSample(reader: Reader, chosen: readonly Chosen[]): Promise<Sample> {
  const step = Math.max(1, Math.floor(chosen.length / sampled))
  const some = chosen.filter((_, i) => i % step === 0).slice(0, sampled)
  const texts: string[] = []
  const systems = new Map<string, number>()
  for (const run of byBytes(some)) {
    const stored = await readTexts(
      reader,
      run.map(({ id }) => id),
    )
    for (const text of stored.values()) {
      const conversation = conversationOf(text.toString())
      texts.push(
        ...conversation.messages.flatMap(contentTexts).map((content) => content.slice(0, longestSample)),
      )
      const first = conversation.messages
        .slice(0, promptLength(conversation))
        .find(({ role }) => role === 'system')
      const system = typeof first?.content === 'string' ? first.content : ''
      systems.set(system, (systems.get(system) ?? 0) + 1)
    }
    await reader.pause()
  }
  const [most] = [...systems].sort((a, b) => b[1] - a[1])
  return { texts, system: most && most[0] !== '' ? most[0] : null }
}
