import { compose } from '@/lib/conversations/compose'
import type { ConversationEdit } from '@/lib/conversations/schema'
import { isConversationEdit } from '@/lib/examples/edit-kinds'
import type { Edit } from '@/lib/examples/schema'

/** Several actions on one example as one list: typing is joined, the last decision and the last state of a tag count. */
export function collapse(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = []
  let run: ConversationEdit[] = []
  const flush = () => {
    result.push(...compose(run))
    run = []
  }
  for (const edit of edits) {
    if (isConversationEdit(edit)) run = [...run, edit]
    else {
      flush()
      result.push(edit)
    }
  }
  flush()
  return result
}
