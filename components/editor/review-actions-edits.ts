import type { Status } from '@/lib/examples/schema'
import type { EditorSession } from './session'

/** A person's decision on the open example, with the text being edited saved before it. */
export function decide(session: EditorSession, to: Status, reason?: string): void {
  session.edit(null)
  const { status, statusReason } = session.store.getState().shown
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
