import type { ConversationEdit } from './schema'

/** Why an edit doesn't fit the conversation; sentences in `editErrors.<camelCase reason>`. */
export const editErrorReasons = [
  'no-such-message',
  'no-such-field',
  'not-text',
  'from-differs',
  'wrong-place',
  'id-used',
  'reserved-field',
  'last-message',
  'fixed-answers',
  'no-weights',
  'no-answers',
  'roles-differ',
  'too-deep',
  'line-too-long',
  'duplicate-keys',
  'clash-open',
] as const
export type EditErrorReason = (typeof editErrorReasons)[number]

/** The conversation is not as the edit expects it; `edit` is null where a composer found no edit to make. */
export class EditError extends Error {
  constructor(
    readonly reason: EditErrorReason,
    readonly edit: ConversationEdit | null,
  ) {
    super(`${reason}${edit ? ` in ${edit.type}` : ''}`)
    this.name = 'EditError'
  }
}
