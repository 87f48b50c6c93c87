import { EditError } from '@/lib/conversations/edit-error'
import type { Status } from '@/lib/examples/schema'
import type { EditorSession } from './session'

/** A person's decision on the open example, with the text being edited saved before it. */
export function decide(session: EditorSession, to: Status, reason?: string): void {
  session.edit(null)
  const { shown, clash } = session.store.getState()
  // which text would be approved is not settled yet
  if (clash) throw new EditError('clash-open', null)
  const { status, statusReason } = shown
  if (status === to) return
  session.act([
    {
      type: 'set-status',
      from: status,
      to,
      ...(reason ? { reason } : {}),
      ...(statusReason ? { fromReason: statusReason } : {}),
    },
  ])
}

export function setTrashed(session: EditorSession, to: boolean): void {
  const { trashed } = session.store.getState().shown
  if (trashed !== to) session.act([{ type: 'set-trashed', from: trashed, to }])
}
