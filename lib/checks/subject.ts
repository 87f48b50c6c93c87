import { piecesOf } from '@/lib/conversations/pieces'
import type { Conversation, Problem } from '@/lib/conversations/schema'
import { lessonAt } from '@/lib/conversations/weights'
import type { SaidText, Subject } from './check'

type Known = { tokens: readonly number[]; tags?: readonly string[]; problems?: readonly Problem[] }

/** An example as checks read it. */
export function subjectOf(conversation: Conversation, { tokens, tags = [], problems = [] }: Known): Subject {
  return { conversation, said: saidIn(conversation), tokens, tags, problems }
}

const saidIn = (conversation: Conversation): SaidText[] =>
  conversation.messages.flatMap((message, messageIndex) => {
    const trained = lessonAt(conversation, messageIndex) === 1
    return piecesOf(message).flatMap((piece) =>
      piece.kind === 'text' || piece.kind === 'refusal'
        ? [{ messageIndex, role: message.role, path: piece.path, text: piece.text, trained }]
        : [],
    )
  })
