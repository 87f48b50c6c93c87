// A later turn that could mean several things, or nothing that was named: told by what stands before it and by the answer.

import { isAmbiguous } from './ambiguous'

export type Around = {
  /** What was said before, in order, instructions left out. */
  before: readonly { isUser: boolean; text: string }[]
  /** What is answered; empty where nothing is. */
  reply: string
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '')

const pleasantries = new Set(
  (
    'hi hello hey hiya yo good morning afternoon evening there day thanks thank you very much welcome anything else how what ' +
    "what's up are is can may could do i we help assist for today with your question me a the any to come you're in " +
    '안녕 안녕하세요 안녕하십니까 반갑습니다 반가워요 고마워요 고맙습니다 감사합니다 천만에요 네 예 무엇을 무엇이든 어떻게 뭘 어떤 일로 오셨나요 도와드릴까요 도와 드릴까요 ' +
    '도움이 필요하신가요 필요하세요 궁금하신가요 더 점이 있으신가요 있으세요 있나요 궁금한 말씀해 주세요 좋은 아침입니다 오늘'
  ).split(' '),
)
/** Whether a text only greets, thanks, or offers help. */
const isPleasant = (text: string): boolean =>
  text.length <= 100 && wordsOf(text).every((word) => pleasantries.has(word))

const pronoun =
  /^(?:it|its|it's|that|this|those|these|them|they|one|ones|there|which|(?:이|그|저|요)(?:거|것|게|건|걸)[가-힣]{0,2}|거기[가-힣]{0,2}|여기[가-힣]{0,2}|(?:어디|언제|얼마)[가-힣]{0,3})$/
const asksWhich =
  /\b(?:do|did) you (?:mean|refer)\b|\byou (?:mean|are referring to|refer to)\b|\bwhich (?:one|of|other|do)\b|\bwhat (?:exactly|do you mean)\b|\bnot sure (?:what|which)\b|\b(?:don['’]t|can['’]t|do not|cannot) (?:yet |still )?see (?:any|a|the|your)\b|\bstill don['’]t see\b|\b(?:tell|clarify|specify)[^.?!\n]{0,20} (?:what|which)\b|(?:어느|어떤|무슨|무엇)[^.?!\n]{0,20}(?:말씀|뜻|궁금|의미)|무슨 말씀|중에? ?(?:어느|어떤|무엇|어디)|보이지 않/i
const either = /^[^?\n]{1,60} or [^?\n]{1,60}\?/i

const choice =
  /\bor\b[^.?!\n]{1,80}\?\s*$|(?:중|중에|중에서) ?(?:어느|어떤|무엇|뭘|어디)[^.?!\n]{0,40}\?\s*$|아니면[^.?!\n]{1,60}\?\s*$/i
const assent =
  /^(?:yes|yeah|yep|yup|sure|ok|okay|yes please|sure please|please|of course|네|예|넵|응|네네|그래요|좋아요|네 좋아요|그걸로요|그거요|네 부탁드려요|네 부탁합니다)$/

/** Whether a user's turn can't be told to mean one thing. */
export function isUnclear(text: string, around: () => Around): boolean {
  if (text.length > 80) return false
  const words = wordsOf(text)
  if (words.length === 0 || words.length > 8) return false
  const { before, reply } = around()
  const last = before.at(-1)
  if (last && !last.isUser && assent.test(words.join(' ')) && choice.test(last.text.slice(-200))) return true
  const points = isAmbiguous(text)
  const isFresh = before.every((one) => isPleasant(one.text))
  if (points && isFresh) return true
  if (!points && !words.some((word) => pronoun.test(word))) return false
  return asksBack(reply)
}

function asksBack(reply: string): boolean {
  const said = reply.slice(0, 300)
  if (!/[?？]/.test(said) && !/not sure|see any|알려|보이지/i.test(said)) return false
  return asksWhich.test(said) || either.test(said)
}
