import { z } from 'zod'
import { askedBefore, asksForMeaning, asksForText, taughtTexts } from '../asked-for'
import { kindsOfTools } from '../capabilities'
import { defineCheck, type Found, type SaidText, type Subject } from '../check'
import type { Claim } from '../claims'
import { actsInEnglish, englishClaims } from '../claims-english'
import { actsInKorean, koreanClaims } from '../claims-korean'
import { ownWords } from '../own-words'
import { type Sentence, sentencesOf } from '../sentences'
import { capabilityKinds } from '../words'

const settings = z.strictObject({
  /** Kinds of things that the assistant can do without a tool in its examples. */
  allowed: z.array(z.enum(capabilityKinds)).max(capabilityKinds.length).default([]),
  /** A sentence that holds one of these words is about something that it can do. */
  words: z.array(z.string().trim().min(1).max(80)).max(200).default([]),
})

const mayAct = (text: string): boolean => actsInKorean.test(text) || actsInEnglish.test(text)
const work =
  /```|\b(?:check|proofread|review|correct|look (?:at|over|through)|find the (?:mistake|error|bug)|(?:sentence|paragraph|code|answer|grammar|spelling))\b|봐 줘|봐줘|확인해|검토|찾아 줘|고쳐|맞아\?|맞나요/i

/** An action that the assistant claims or offers, and that neither the dataset nor a tool of the example covers. */
export const capabilityClaim = defineCheck({
  id: 'capability-claim',
  severity: 'warning',
  source: ['https://developers.openai.com/api/docs/guides/fine-tuning-best-practices'],
  settings,
  open({ allowed, words }) {
    const always = new Set(allowed)
    const known = words.map((word) => word.toLowerCase())
    return {
      find(subject) {
        const texts = taughtTexts(subject).filter(({ text }) => mayAct(text))
        if (texts.length === 0) return []
        const byTools = kindsOfTools(subject.conversation)
        const isCovered = (claim: Claim, sentence: string) =>
          always.has(claim.kind) ||
          byTools.has(claim.kind) ||
          (known.length > 0 && known.some((word) => sentence.toLowerCase().includes(word)))
        return texts.flatMap((said) =>
          claimsIn(subject, said).flatMap(({ claims, sentence }) => {
            const open = claims.filter((claim) => !isCovered(claim, sentence.text))
            return open.length > 0 ? [foundAt(said, sentence, open)] : []
          }),
        )
      },
    }
  },
})

function claimsIn(subject: Subject, said: SaidText): { sentence: Sentence; claims: Claim[] }[] {
  const asked = askedBefore(subject, said.messageIndex)
  if (asksForText(asked) || asksForMeaning(asked)) return []
  const around = { hasWork: work.test(asked.slice(-4000)) }
  return sentencesOf(ownWords(said.text)).map((sentence) => ({
    sentence,
    claims: [
      ...(actsInKorean.test(sentence.text) ? koreanClaims(sentence.text, around) : []),
      ...(actsInEnglish.test(sentence.text) ? englishClaims(sentence.text, around) : []),
    ],
  }))
}

/** One finding a sentence: from where the first claim begins to where the last one that overlaps it ends. */
function foundAt({ messageIndex, path, text }: SaidText, sentence: Sentence, claims: Claim[]): Found {
  const [first] = claims.toSorted((a, b) => a.from - b.from || b.to - a.to)
  const from = sentence.from + first!.from
  const to = sentence.from + first!.to
  // selectors of sentences hold no hyphen
  const params = { kind: first!.kind.replace('-', '_'), words: text.slice(from, Math.min(to, from + 80)) }
  return { code: 'uncovered', messageIndex, span: { path, from, to }, params }
}
