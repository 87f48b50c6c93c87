import { z } from 'zod'
import { askedBefore, asksForMeaning, asksForText, taughtTexts } from '../asked-for'
import { defineCheck, type Found, type SaidText } from '../check'
import { ownWords } from '../own-words'
import { refusalIn } from '../refusals'
import { type Sentence, sentencesOf } from '../sentences'
import { englishCourtesy, englishEvasion, koreanCourtesy, koreanEvasion } from '../vague-words'

const settings = z.strictObject({
  /** Longer answers hold something definite, or are too long to be told by words. */
  longest: z.number().int().min(50).max(2000).default(600),
})

const hangul = /[가-힣]/
const asking =
  /\?|？|\b(?:how|what|when|where|which|who|why|can|could|may|is|are|am|do|does|will|should|would)\b|(?:나요|까요|가요|어요|아요|죠|지요|해요|돼요|되나|인지|어떻게|언제|얼마|무엇|뭐|어디|어떤|왜|누가|줘|주세요)/i

/** A reply in the tone of a policy with no condition, step or question in it, where one was asked for. */
export const vague = defineCheck({
  id: 'vague',
  severity: 'info',
  source: ['https://developers.openai.com/api/docs/guides/fine-tuning-best-practices'],
  settings,
  open: ({ longest }) => ({
    find: (subject) =>
      taughtTexts(subject).flatMap((said) => {
        if (said.text.length > longest) return []
        const asked = askedBefore(subject, said.messageIndex)
        if (!asking.test(asked.slice(-4000)) || asksForText(asked) || asksForMeaning(asked)) return []
        const evasive = evasionIn(said.text)
        return evasive ? [foundAt(said, evasive)] : []
      }),
  }),
})

/** The evasive sentences of a text in which nothing else is said; null where something is. */
function evasionIn(text: string): [Sentence, ...Sentence[]] | null {
  const sentences = sentencesOf(text)
  if (sentences.some(({ text }) => refusalIn(text))) return null
  const [first, ...rest] = sentences.filter(({ text }) => !isCourtesy(text))
  if (!first) return null
  const said: [Sentence, ...Sentence[]] = [first, ...rest]
  if (said.length > 6 || said.some(({ text }) => isDefinite(text))) return null
  const evasive = said.filter(({ text }) => isEvasive(text))
  // one plain sentence among evasive ones may only lead to them
  return evasive.length > 0 && said.length - evasive.length <= evasive.length - 1 ? said : null
}

const isCourtesy = (text: string): boolean => {
  const own = hangul.test(text)
  // a courtesy goes on to say something when it is long
  return (
    (own ? koreanCourtesy : englishCourtesy).test(text) && !isEvasive(text) && text.length < (own ? 40 : 80)
  )
}
// the plain style is that of articles and essays; replies are polite
const written = /(?<!니)다[.!]?$/
const isEvasive = (text: string): boolean =>
  hangul.test(text) ? koreanEvasion.test(text) && !written.test(text) : englishEvasion.test(text)

const englishDefinite =
  /\d|\?|:|\b(?:if|unless|until|as long as|provided|because|before|after|within|up to|only when|without|except)\b (?!necessary|needed|applicable|appropriate|required|you have any)|\b(?:open|press|click|tap|choose|select|enter|type|write|paste|send|log in|go to|upload|download|scroll|install|run|restart|unplug|cool|cover|measure|add|divide|reply|bring|wear|take (?:a|one|two|off|out))\b/i
const koreanDefinite =
  /\d|\?|:|다(?:르|를|르겠)[가-힣]{0,3}지만 .{6}|(?:라면|다면|으면|이면|하면|되면|지면|않으면|지 않았다면|때문|까지|이내|전까지|동안|부터)|(?:누르|눌러|클릭|선택|입력|열어|열고|적어|붙여|보내(?! ?드[리릴])|내려받|설치|실행|재시작|끄고|켜고|뽑|꽂|씻|덮|(?<!올)바르|고르|골라)/
const listed = /[^,;·]{2}[,;·][^,;·]{2,60}[,;·]/

/** Whether a sentence holds a condition, a step, a figure, a question or a list. */
function isDefinite(text: string): boolean {
  const own = ownWords(text)
  if (own !== text || text.includes('**')) return true
  return (hangul.test(text) ? koreanDefinite : englishDefinite).test(text) || listed.test(text)
}

function foundAt({ messageIndex, path, text }: SaidText, sentences: [Sentence, ...Sentence[]]): Found {
  const evasive = sentences.filter(({ text }) => isEvasive(text))
  const { from, to } = evasive[0] ?? sentences[0]
  const params = { words: text.slice(from, Math.min(to, from + 80)) }
  return { code: 'nothing-definite', messageIndex, span: { path, from, to }, params }
}
