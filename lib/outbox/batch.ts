import { compose } from '@/lib/conversations/compose'
import { sameJson } from '@/lib/conversations/json'
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
      const joined = joinTyping(result.at(-1), edit)
      if (joined) result.splice(-1, 1, ...joined)
      else result.push(edit)
    }
  }
  flush()
  return result
}

/** What was typed twice in a row into one alternative; null where the two are about something else. */
function joinTyping(first: Edit | undefined, second: Edit): Edit[] | null {
  if (first?.type !== 'set-alternative' || second.type !== 'set-alternative') return null
  if (first.alternativeId !== second.alternativeId) return null
  return sameJson(first.from, second.to) ? [] : [{ ...first, to: second.to }]
}
