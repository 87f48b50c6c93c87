import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

// what may be there or not without changing what is asked
const courtesies = new Set(
  (
    'a an the please hi hello hey there thanks thank you kindly just so well ok okay um uh and me us ' +
    '좀 혹시 안녕하세요 안녕 저기 그 저 제발 부탁드립니다 부탁해요 감사합니다 고마워요'
  ).split(' '),
)
const endings: [RegExp, string][] = [
  [/\b(?:can|could|would|will) (?:i|we|you) (?:please )?(?:tell|explain|show)\b/g, 'tell'],
  [
    /(?:알려|말해|설명해|가르쳐)\s?(?:주세요|주실래요|주시겠어요|줄래요?|줘요?|주실 수 있나요|줄 수 있어요?)/g,
    '알려',
  ],
  [/(해|봐|써)\s?(?:주세요|주실래요|주시겠어요|줄래요?|줘요?)/g, '$1'],
  [/(?:인가요|입니까|이에요|예요|이야|인지요)(?=\s|$)/g, ''],
  [/(나요|는가요|까요|습니까|어요|아요|죠)(?=\s|$)/g, ''],
]
const longest = 2000

/**
 * A question without its case, punctuation and courtesies: near-identical questions are equal in it, as long as their
 * numbers and names are the same. Empty where nothing is left that could be asked twice.
 */
export function plainQuestion(text: string): string {
  if (text.length > longest) return ''
  let plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.%$€£₩+#]+|\.(?!\d)/gu, ' ')
    .trim()
  for (const [ending, word] of endings) plain = plain.replace(ending, word)
  const words = plain.split(/\s+/).filter((word) => word !== '' && !courtesies.has(word))
  const joined = words.join(' ')
  return joined.length < 6 || words.length < 2 ? '' : joined
}

/** A short name for a question; equal questions have equal ones. */
export const questionKey = (plain: string): string => bytesToHex(sha256(utf8ToBytes(plain))).slice(0, 32)
