import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '@/lib/auth/schema'
import { startBulk } from '@/lib/bulk/commands/start-bulk'
import { turnBulk } from '@/lib/bulk/commands/turn-bulk'
import { previewBulk } from '@/lib/bulk/queries/preview'
import { getBulkRun, listBulkItems } from '@/lib/bulk/queries/runs'
import {
  type BulkAction,
  type BulkPreview,
  type BulkRunRow,
  type BulkSelection,
  isRunning,
} from '@/lib/bulk/schema'
import type { Conversation } from '@/lib/conversations/schema'
import { reserveNumbers } from '@/lib/datasets/writes'
import { transaction } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { getExample } from '@/lib/examples/queries/example'
import type { Edit } from '@/lib/examples/schema'
import { insertExamples } from '@/lib/examples/writes'
import { newOperationId } from '@/lib/result/operation-id'
import { local } from './studio'

const once = () => ({ operationId: newOperationId() })
export const everything: BulkSelection = { q: 'in:all' }

/** A line of the given texts: user and assistant in turn, `system: …` first where it begins so. */
export function lineOf(...texts: string[]): string {
  const messages = texts.map((content, i) =>
    content.startsWith('system: ')
      ? { role: 'system', content: content.slice(8) }
      : { role: (i - (texts[0]!.startsWith('system: ') ? 1 : 0)) % 2 === 0 ? 'user' : 'assistant', content },
  )
  return JSON.stringify({ messages })
}

/** Bulk work on one dataset as a test sees it: started, waited for, looked at. */
export function bulkOn(datasetId: string, actor: Actor = local) {
  const ended = async (runId: string): Promise<BulkRunRow> => {
    for (;;) {
      const run = await getBulkRun(actor, { datasetId, runId })
      if (!isRunning(run.state)) return run
      await sleep(5)
    }
  }
  const start = (action: BulkAction, selection: BulkSelection = everything) =>
    startBulk(actor, datasetId, { ...once(), action, selection })
  return {
    ended,
    start,
    run: async (action: BulkAction, selection?: BulkSelection) => ended((await start(action, selection)).id),
    /** Previews to the end: what was seen, as the selection of an approval. */
    see: async (action: BulkAction, selection: BulkSelection): Promise<BulkSelection> => {
      const seen: [number, number][] = []
      for (let after: number | null = 0; after !== null; ) {
        const step: BulkPreview = await previewBulk(actor, datasetId, { action, selection, after })
        seen.push(...step.seen)
        after = step.next
      }
      return { seen }
    },
    turn: async (runId: string, undone: boolean) =>
      ended((await turnBulk(actor, { datasetId, runId }, { ...once(), undone })).id),
    /** What became of each example: `changed`, or `outcome reason`. */
    outcomes: async (runId: string) => {
      const { items } = await listBulkItems(actor, { datasetId, runId }, {})
      return items.map(({ number, outcome, reason }) => [number, reason ? `${outcome} ${reason}` : outcome])
    },
    add: (...lines: string[]) =>
      lines.reduce<Promise<number[]>>(async (before, text) => {
        const numbers = await before
        const { number } = await createExample(local, datasetId, { ...once(), text })
        return [...numbers, number]
      }, Promise.resolve([])),
    get: (number: number) => getExample(local, datasetId, number),
    save: async (number: number, edits: Edit[], by: Actor = actor) => {
      const { revision } = await getExample(local, datasetId, number)
      return saveExample(by, { datasetId, number }, { ...once(), revision, edits })
    },
  }
}

export const rewriteStart = (messageId: string, remove: string, insert: string): Edit => ({
  type: 'edit-text',
  messageId,
  path: ['content'],
  at: 0,
  remove,
  insert,
})

/** Many examples at once, past the command that makes one; their texts come from `line`. */
export async function addMany(datasetId: string, count: number, line: (i: number) => string): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    const some = Array.from({ length: Math.min(500, count - from) }, (_, i) => line(from + i))
    await transaction(async (tx) => {
      const firstNumber = await reserveNumbers(tx, datasetId, some.length)
      const examples = some.map((text) => {
        const conversation = JSON.parse(text) as Conversation
        return { text, conversation, messageTokens: conversation.messages.map(() => 4) }
      })
      await insertExamples(tx, { datasetId, firstNumber, authorId: 'local', visible: true }, examples)
    })
  }
}
