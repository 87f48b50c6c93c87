import 'server-only'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readLine } from '@/lib/conversations/parse'
import type { Conversation } from '@/lib/conversations/schema'
import { status } from '@/lib/examples/schema'

const folder = () => join(process.cwd(), 'prisma/demo')
export const demoFileName = 'support.jsonl'

/** Tags are `group/tag` in English; `message` counts from 0. */
const about = z.strictObject({
  sourceKey: z.string().nullable(),
  status,
  reason: z.string().optional(),
  tags: z.array(z.string()),
  messageTags: z.array(z.strictObject({ message: z.number().int().min(0), tag: z.string() })).default([]),
})

export type DemoExample = z.infer<typeof about> & { text: string; conversation: Conversation }
export type DemoFiles = { bytes: Uint8Array; guidelines: string; examples: DemoExample[] }

/** The demo as it lies beside the schema: conversations, what is said about each, guidelines. */
export async function readDemoFiles(): Promise<DemoFiles> {
  const [bytes, metas, guidelines] = await Promise.all([
    readFile(join(folder(), demoFileName)),
    readFile(join(folder(), 'support.meta.jsonl'), 'utf8'),
    readFile(join(folder(), 'guidelines.en.md'), 'utf8'),
  ])
  const abouts = linesOf(metas).map((line) => about.parse(JSON.parse(line)))
  const examples = linesOf(bytes.toString('utf8')).map((line, i): DemoExample => {
    const read = readLine(line)
    const meta = abouts[i]
    if (!read.ok || !meta) throw new Error(`demo line ${i + 1} can't be stored`)
    return { ...meta, text: read.text, conversation: read.conversation }
  })
  return { bytes, guidelines, examples }
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')
