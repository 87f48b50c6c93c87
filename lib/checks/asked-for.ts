import type { SaidText, Subject } from './check'

/** What an answer answers: the texts of the last user turn before it, as one. Empty where there is none. */
export function askedBefore({ conversation, said }: Subject, messageIndex: number): string {
  let index = messageIndex - 1
  while (index >= 0 && conversation.messages[index]!.role !== 'user') index--
  return said.flatMap((text) => (text.messageIndex === index ? [text.text] : [])).join('\n')
}

/** What a model would learn to say: texts of the assistant that a trainer learns. */
export const taughtTexts = ({ said }: Subject): SaidText[] =>
  said.filter(({ role, trained }) => role === 'assistant' && trained)

const english =
  /\b(?:write|draft|compose|rewrite|rephrase|reword|paraphrase|translate|translation|proofread|poem|story|essay on|lyrics|screenplay|role-?play|pretend|imagine|caption|slogan|cover letter|summari[sz]e|make up|invent)\b/i
const korean =
  /(?:써|적어|작성해|지어|번역해|옮겨|고쳐|다듬어|바꿔 써|요약해|만들어)\s?(?:줘|주세요|줄래|주실|달라|줄 수|볼래)|번역(?:은|$|\?)|초안|소설|시를|역할극|문구|인사말|자기소개서/

/** Whether a text was asked for as a piece of work: what it says is not said by the assistant for itself. */
export const asksForText = (asked: string): boolean => {
  const last = asked.slice(-4000)
  return english.test(last) || korean.test(last)
}

const meaning =
  /\b(?:what (?:does|do|is meant by)\b[^?\n]{0,80}\bmean|meaning of|difference between|definition of|define)\b|(?:무슨|어떤|무엇을?)\s?(?:뜻|의미)|뜻이 (?:뭐|무엇)|(?:이|가) (?:뭐야|뭐예요|뭔가요|무엇인가요)/i

/** Whether the meaning of words was asked for. */
export const asksForMeaning = (asked: string): boolean => meaning.test(asked.slice(-4000))
