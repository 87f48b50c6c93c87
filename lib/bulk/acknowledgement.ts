import type { Draft, MessageId } from '@/lib/conversations/schema'
import { textOf } from '@/lib/conversations/summary'

/** Longer turns say more than that something will be done. */
const longestAcknowledgement = 160

// Each clause of an acknowledgement is one of these: words of assent, thanks, greeting, or what one is about to do.
const clauses: readonly RegExp[] = [
  /^(hi|hello|hey|good (morning|afternoon|evening))( there| again)?( [\p{Lu}][\p{L}'-]*)?$/iu,
  /^(ok|okay|sure|sure thing|of course|certainly|absolutely|definitely|alright|all right|got it|understood|i see|i understand|great|great question|good question|no problem|no worries|right|yes|perfect)$/i,
  /^(thanks|thank you|many thanks)( .*)?$/i,
  /^(i'?m |i am |i'?d be |i would be |i'?ll be |i will be )?(happy|glad|pleased) to (help|assist|look|check)\b.*$/i,
  /^((just )?(give me )?(a|one) (moment|second|sec|minute)|just a (moment|second|sec)|please (hold|wait)|hold on|bear with me)\b.*$/i,
  /^(let me|i'?ll|i will|i am going to|i'?m going to|allow me to) (just |quickly |now |go ahead and )*(check|look|take a look|see|find|pull|help|assist|get|verify|review|search|bring)\b.*$/i,
  /^(네|예|넵|네네|안녕하세요|안녕하십니까|반갑습니다|알겠습니다|이해했습니다|확인했습니다|물론이죠|물론입니다|당연하죠|좋습니다|그럼요|좋은 질문입니다|고객님)$/,
  /^네 (고객님|알겠습니다|물론입니다|물론이죠)$/,
  /^(문의|연락|말씀|질문).*(감사합니다|고맙습니다|감사드립니다)$|^(감사합니다|고맙습니다)$/,
  /^(잠시만|잠깐만)( 기다려 ?(주세요|주십시오|주시겠어요|주시겠습니까)|요)?$/,
  /^.*(확인|조회|안내|도와|살펴|알아|찾아|검토|처리)(해| 해)? ?(드리겠습니다|보겠습니다|드릴게요|볼게요|드리도록 하겠습니다|보도록 하겠습니다)$/,
]

/** Whether a text does nothing but acknowledge: short, no question, and every clause of it a stock phrase. */
export function isAcknowledgement(text: string): boolean {
  if (text.length > longestAcknowledgement || /[?？]/.test(text)) return false
  const parts = text
    .replaceAll('’', "'")
    .split(/[.!,;:…~\n–—。！，]+|\s-\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length > 0 && parts.every((part) => clauses.some((clause) => clause.test(part)))
}

/**
 * The first acknowledgements of a conversation: from its first assistant turn on, as long as they only acknowledge.
 * Never the last assistant turn, and none that calls a tool.
 */
export function firstAcknowledgements({ conversation, messageIds }: Draft): MessageId[] {
  const turns = conversation.messages.flatMap((message, i) =>
    message.role === 'assistant' ? [{ message, id: messageIds[i]! }] : [],
  )
  const found: MessageId[] = []
  for (const { message, id } of turns.slice(0, -1)) {
    const calls = message.tool_calls !== undefined && message.tool_calls !== null
    if (calls || message.function_call || !isAcknowledgement(textOf(message))) break
    found.push(id)
  }
  return found
}
