import { toolCallsOf } from '@/lib/conversations/pieces'
import type { Conversation } from '@/lib/conversations/schema'
import { isJsonObject, type Json } from '@/lib/conversations/words'
import { type CapabilityKind, capabilityKinds, type NamedKind } from './words'

/** How the name or the description of a tool says that it does a kind of thing. */
const toolWords: Record<NamedKind, RegExp> = {
  send: /send|mail|message|sms|text|notif|post|share|보내|발송|메일|문자|전송|알림/i,
  call: /call|phone|dial|전화/i,
  book: /book|reserv|schedul|appointment|calendar|event|remind|alarm|timer|예약|일정|알림|캘린더/i,
  refund: /refund|pay|credit|coupon|discount|transfer|charge|purchase|환불|결제|쿠폰|할인|송금|보상/i,
  change:
    /update|change|modify|cancel|edit|set|create|delete|remove|add|reset|place|write|변경|수정|취소|해지|삭제|등록|추가/i,
  'look-up':
    /get|look|find|search|check|query|fetch|list|read|browse|retrieve|lookup|track|조회|검색|확인|찾|가져|본다/i,
  remember: /remember|memor|save|store|note|기억|저장|메모/i,
  attach: /attach|upload|file|document|generate|첨부|업로드|파일/i,
  'hand-over':
    /transfer|escalat|hand|forward|agent|human|notify|assign|send|이관|전달|연결|상담원|담당|보고/i,
  ticket: /ticket|case|issue|report|complaint|submit|request|create|log|file|접수|신고|티켓|문의|등록/i,
  monitor: /monitor|watch|track|alert|notif|subscribe|remind|모니터|감시|추적|알림/i,
  'follow-up': /follow|remind|schedul|call|contact|후속|연락|알림|예약/i,
}

const named = capabilityKinds.filter((kind) => kind !== 'act')

/** Kinds that the tools of an example do: those it declares, and those it calls. */
export function kindsOfTools(conversation: Conversation): Set<CapabilityKind> {
  const texts = [
    ...declared(conversation.tools),
    ...declared(conversation.functions),
    ...called(conversation),
  ]
  const kinds = texts.map((text) => named.filter((kind) => toolWords[kind].test(text)))
  // a tool that does none of these does something else
  return new Set(kinds.flatMap((some): CapabilityKind[] => (some.length > 0 ? some : ['act'])))
}

function declared(tools: Json | undefined): string[] {
  if (!Array.isArray(tools)) return []
  return tools.flatMap((tool) => {
    if (!isJsonObject(tool)) return []
    const { name, description } = isJsonObject(tool.function) ? tool.function : tool
    return [name, description].flatMap((text) => (typeof text === 'string' ? [text.slice(0, 1000)] : []))
  })
}

const called = ({ messages }: Conversation): string[] =>
  messages.flatMap((message) => toolCallsOf(message).map(({ name }) => name))
