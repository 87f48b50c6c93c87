import { z } from 'zod'
import { toolCallsOf } from '@/lib/conversations/pieces'
import type { FieldPath } from '@/lib/conversations/schema'
import { cardNumbers } from '../card-numbers'
import { defineCheck, type Found, type Subject } from '../check'
import { emailAddresses } from '../email-addresses'
import { apart, type Personal } from '../personal'
import { phoneNumbers } from '../phone-numbers'
import { residentNumbers } from '../resident-numbers'
import { secrets } from '../secrets'

const mask = (text: string) => z.string().min(1).max(40).default(text)
const settings = z.strictObject({
  /** Addresses, numbers and domains that may stand: written as in the texts, a domain as `@shop.kr`. */
  allowed: z.array(z.string().min(1).max(200)).max(500).default([]),
  /** Whether what a company prints for everybody is named too: support@…, toll-free numbers. */
  contacts: z.boolean().default(false),
  emailMask: mask('[EMAIL]'),
  phoneMask: mask('[PHONE]'),
  residentNumberMask: mask('[RESIDENT NUMBER]'),
  cardMask: mask('[CARD]'),
  secretMask: mask('[SECRET]'),
})
type Settings = z.infer<typeof settings>

/** What names a person or opens a door; a model may say it again to anybody. */
export const privacy = defineCheck({
  id: 'privacy',
  severity: 'warning',
  source: [
    'https://arxiv.org/abs/2012.07805',
    'https://www.law.go.kr/법령/개인정보보호법',
    'https://www.iso.org/standard/70484.html',
  ],
  settings,
  open: (set: Settings) => {
    const masks: Record<Personal['kind'], string> = {
      email: set.emailMask,
      phone: set.phoneMask,
      'resident-number': set.residentNumberMask,
      card: set.cardMask,
      secret: set.secretMask,
    }
    const allowed = set.allowed.map((one) => one.toLowerCase())
    const mayStand = (words: string) =>
      allowed.some((one) => words === one || (one.startsWith('@') && words.endsWith(one)))
    return {
      find: (subject) =>
        textsOf(subject).flatMap(({ messageIndex, path, text, isText }) =>
          personalIn(text, set)
            .filter(({ from, to }) => !mayStand(text.slice(from, to).toLowerCase()))
            .map(({ kind, from, to }): Found => {
              const isBareNumber = !isText && /^\d+$/.test(text.slice(from, to)) && text[from - 1] !== '"'
              return {
                code: kind,
                messageIndex,
                span: { path, from, to },
                params: {},
                ...(kind === 'email' || kind === 'phone' ? {} : { severity: 'error' as const }),
                ...(isBareNumber ? {} : { suggestion: { type: 'replace' as const, insert: masks[kind] } }),
              }
            }),
        ),
    }
  },
})

function personalIn(text: string, set: Settings): Personal[] {
  if (!/[\d@]|PRIVATE KEY|골뱅이|[([{ ]at[)\]} ]/i.test(text)) return []
  return apart([
    ...secrets(text),
    ...residentNumbers(text),
    ...cardNumbers(text),
    ...phoneNumbers(text, set),
    ...emailAddresses(text, set),
  ])
}

type Place = { messageIndex: number; path: FieldPath; text: string; isText: boolean }

/** All that is said, and what tools are called with: JSON, where a mask can't stand in place of a number. */
const textsOf = ({ said, conversation }: Subject): Place[] => [
  ...said.map(({ messageIndex, path, text }) => ({ messageIndex, path, text, isText: true })),
  ...conversation.messages.flatMap((message, messageIndex) =>
    toolCallsOf(message).map(({ index, args }) => ({
      messageIndex,
      path: ['tool_calls', index, 'function', 'arguments'],
      text: args,
      isText: false,
    })),
  ),
]
