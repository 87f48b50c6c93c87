import { readLine } from '@/lib/conversations/parse'
import { reserveNumbers } from '@/lib/datasets/writes'
import { transaction } from '@/lib/db/client'
import { insertExamples } from '@/lib/examples/writes'

export type StoredLines = { status?: string; sourceKey?: string }

/** Stores lines as an import would, approved unless said otherwise; at most 500. The number of the first one. */
export async function storeLines(
  datasetId: string,
  lines: readonly string[],
  { status = 'approved', sourceKey }: StoredLines = {},
): Promise<number> {
  const examples = lines.map((line) => {
    const read = readLine(line)
    if (!read.ok) throw new Error(`${read.code}: ${line}`)
    const messageTokens = read.conversation.messages.map(() => 5)
    return { text: read.text, conversation: read.conversation, messageTokens, sourceKey: sourceKey ?? null }
  })
  return transaction(async (tx) => {
    const firstNumber = await reserveNumbers(tx, datasetId, lines.length)
    await insertExamples(tx, { datasetId, firstNumber, authorId: 'local', visible: true }, examples)
    const approval = status === 'approved' ? { approvedById: 'local', approvedRevision: 1 } : {}
    await tx.example.updateMany({
      where: { datasetId, number: { gte: firstNumber } },
      data: { status, ...approval },
    })
    return firstNumber
  })
}
