import { fromField } from '@/lib/conversations/line-ends'
import { textEdit } from '@/lib/conversations/text-edit'
import type { Edit } from '@/lib/examples/schema'
import type { ProposalRow } from '@/lib/second-reader/schema'

/** What somebody makes of the texts of a proposal, by message: what stood there when they began, and their own words. */
export type ProposalDraft = Record<string, { from: string; to: string }>
type Messages = ProposalRow['messages']

/** The draft after a text was typed; a message that says what it said at first is no part of it. */
export function withText(draft: ProposalDraft, { id, text }: Messages[number], to: string): ProposalDraft {
  if (id === null) return draft
  const from = draft[id]?.from ?? text
  const { [id]: _, ...rest } = draft
  return from === to ? rest : { ...rest, [id]: { from, to } }
}

/** The draft after the field of a text came to hold `typed`: line ends that nobody touched stay as they are. */
export const withTyped = (draft: ProposalDraft, message: Messages[number], typed: string): ProposalDraft =>
  withText(draft, message, fromField(draft[message.id ?? '']?.to ?? message.text, typed))

/** Somebody else changed the message since it was typed on, and not to the same words. */
export function isMet(draft: ProposalDraft, { id, text }: Messages[number]): boolean {
  const mine = id === null ? undefined : draft[id]
  return mine !== undefined && mine.from !== text && mine.to !== text
}

/** What makes the texts that stand there now those of the draft. */
export function editsOfDraft(draft: ProposalDraft, messages: Messages): Edit[] {
  return messages.flatMap(({ id, text }): Edit[] => {
    const mine = id === null ? undefined : draft[id]
    if (id === null || mine === undefined || mine.to === text) return []
    return [{ type: 'edit-text', messageId: id, path: ['content'], ...textEdit(text, mine.to) }]
  })
}
