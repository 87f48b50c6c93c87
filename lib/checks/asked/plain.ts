// What may be there or not without changing what is asked: courtesies, contractions, polite endings.

const courtesies = new Set(
  (
    'a an the please pls kindly hi hello hey hiya dear there thanks thank you just so well ok okay um uh sorry and me us ' +
    '좀 혹시 안녕하세요 안녕 저기 저기요 저 제발 부탁드립니다 부탁드려요 부탁해요 부탁합니다 감사합니다 고마워요 고맙습니다'
  ).split(' '),
)

const evened: [RegExp, string][] = [
  [/(?<=[가-힣]) (?=(?:가요|나요|까요|인가요|은가요|는가요|습니까)(?: |$))/g, ''],
  [/\bcan(?:not| t)\b/g, 'can not'],
  [/\bwon t\b/g, 'will not'],
  [/\bwhich\b/g, 'that'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must|need)n t\b/g, '$1 not'],
  [/\bi (?:would |d )?(?:like|want|wish) to (?=[a-z])/g, 'i want to '],
  [
    /\b(?:i want to know|do you know|(?:(?:can|could|would|will) you )?(?:please )?(?:tell|explain|show|let me know)(?: to)?)\b/g,
    ' ',
  ],
  [/\bhow (?:do|can|could|should|would|may|might) (?:i|we|one)\b/g, 'how do i'],
  [/\b(?:can|could|may|might) (?:i|we|one)\b/g, 'can i'],
  [
    /(알려|말해|설명해|가르쳐|말씀해|보여) ?(?:드려)?(?:주세요|주십시오|주실래요|주시겠어요|주시겠습니까|주실 수 (?:있나요|있을까요|있으세요|있으신가요|있습니까)|줄래요?|줄 수 있(?:어요?|나요|니)|줘요?)/g,
    '$1 ',
  ],
  [/(해|봐|써|가|와) ?(?:주세요|주십시오|주실래요|주시겠어요|줄래요?|줘요?)/g, '$1 '],
]

/** NFKC, small letters, single blanks; marks at the end and between words don't matter. */
export const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=[a-z])['’]s\b/g, ' is')
    .replace(/[\s.,!?;:~…·'"“”‘’「」()[\]{}*_`-]+/g, ' ')
    .trim()

/** The words of a normalised text that carry the question, Korean ones without their polite endings. */
export function plainWords(normal: string): string[] {
  let text = normal
  for (const [pattern, instead] of evened) text = text.replace(pattern, instead)
  return text.split(' ').flatMap((word) => {
    if (word === '' || courtesies.has(word)) return []
    return [word.length > 1 && lastIsHangul(word) ? withoutEnding(word) : word]
  })
}

const lastIsHangul = (word: string): boolean => {
  const code = word.charCodeAt(word.length - 1)
  return code >= 0xac00 && code <= 0xd7a3
}

const ending =
  /(?:입니까|습니까|니까|이에요|인가요|는가요|은가요|을까요|까요|가요|나요|으세요|세요|예요|에요|어요|아요|여요|이요|지요|죠|이야|습니다|입니다|니다|요|야|니|냐)$/
// 필요한가요, 필요합니까 and 필요해요 are one verb: what its last syllable ends in is part of the ending
const dropped = new Set([4, 8, 17])
const contracted: Record<string, string> = { 해: '하', 돼: '되', 줘: '주', 봐: '보', 써: '쓰' }

function withoutEnding(word: string): string {
  const stem = word.slice(-8).replace(ending, '')
  if (stem === '' || stem.length === Math.min(8, word.length)) return word
  const syllable = stem.charCodeAt(stem.length - 1) - 0xac00
  if (syllable < 0 || syllable > 0xd7a3 - 0xac00) return word.slice(0, -8) + stem
  const plain = dropped.has(syllable % 28) ? syllable - (syllable % 28) : syllable
  const last = String.fromCharCode(plain + 0xac00)
  const honest = stem.length > 1 && last === '시' ? '' : (contracted[last] ?? last)
  return word.slice(0, -8) + stem.slice(0, -1) + honest
}
