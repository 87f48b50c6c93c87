// A first turn so short that what it is about stands nowhere: pronouns and question words without a thing.

const open = new Set(
  "it|its|it's|that|this|those|these|them|they|one|ones|thing|things|something|again|same|there|here|problem|problems|issue|error|please|pls|help|work|works|working|doesn't|don't|does|do|did|didn't|not|isn't|is|are|was|be|can|can't|cannot|could|will|won't|would|you|i|me|my|we|the|a|an|to|for|of|in|on|and|so|but|still|now|just|why|how|when|where|what|which|who|much|many|long|fix|change|broken|broke|wrong|says|said|say|happened|happens|happen|stopped|fails|failed|explain|check|do|done|try|tried|get|got|make|want|need|about|with|up|down|off|ok|hey|hi|no|yes|more|less|too|cancel|remove|delete|update|send|stop|show".split(
    '|',
  ),
)
const pointing = /^(?:it|its|it's|that|this|those|these|them|same|why|how|when|where|which|again|broken)$/

const openKo =
  /^(?:이거|그거|저거|이것|그것|저것|요거|이게|그게|저게|이건|그건|저건|이걸|그걸|저걸|그때|그쪽|거기|여기|저기|그런데|근데|또|다시|계속|아직|지금|좀|왜|언제|얼마|어떻게|어떡해|어떡하죠|어디|누가|뭐|무엇|뭔가요|뭐예요|뭐에요|뭐죠|뭐야|이래요|그래요|그래|이래|그러네요|이러네요|그러죠|그런가요|안|못|돼요|되요|됐어요|되나요|돼|됩니다|됐나요|안돼요|안되요|안됩니다|해|해요|해야|하죠|하나요|하면|바꿔|고쳐|취소|주세요|줘|해줘|해주세요|알려|알려줘|알려주세요|부탁해요|부탁드려요|도와줘|도와주세요|언제요|얼마예요|얼마에요|얼마죠|얼마야|어디요|왜요|어떻게요|거예요|건가요|같아요|문제|문제가|오류|오류가|에러|에러가|나요|나와요|떠요|있어요|없어요)$/
const pointingKo =
  /^(?:이거|그거|저거|이것|그것|저것|요거|이게|그게|저게|이건|그건|저건|이걸|그걸|저걸|그때|또|다시|왜|왜요|언제요|얼마예요|얼마에요|얼마죠|얼마야|어디요|어떻게요|안돼요|안되요)$/

/** Whether a text with nothing before it could mean anything: at most six words, none of which names a thing. */
export function isAmbiguous(text: string): boolean {
  if (text.length > 60) return false
  const words = text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '')
  if (words.length === 0 || words.length > 6) return false
  if (words.every((word) => open.has(word))) return words.some((word) => pointing.test(word))
  return words.every((word) => openKo.test(word)) && words.some((word) => pointingKo.test(word))
}
