'use client'

import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import { saveExample } from '@/lib/examples/client'
import { reverseEdits } from '@/lib/examples/edit-kinds'
import type { Edit } from '@/lib/examples/schema'
import type { Undoable } from '@/lib/outbox/schema'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import type { ProposalRow } from '@/lib/second-reader/schema'

/** Saves what somebody makes of a proposal as one step to undo, and says so; what is wrong where it was not saved. */
export function useProposalSave(datasetId: string) {
  const toast = useToast()
  const { remember } = useUndo()
  return async (
    { number, revision }: ProposalRow,
    edits: Edit[],
    said: { done: string; undo: string },
  ): Promise<Failure | null> => {
    const operationId = newOperationId()
    const answer = await saveExample(datasetId, number, { operationId, revision, edits })
    if (!answer.ok) return answer.error
    const path = `/datasets/${datasetId}/examples/${number}/edits`
    const { revision: after, edits: done } = answer.value
    const undo = { revision: after, edits: reverseEdits(done), undoOf: operationId }
    const step: Undoable = {
      label: said.undo,
      undo: { method: 'POST', path, body: undo },
      redo: { method: 'POST', path, body: { revision: after, edits: done } },
    }
    const { action } = await remember(datasetId, step)
    toast({ text: said.done, action })
    return null
  }
}
