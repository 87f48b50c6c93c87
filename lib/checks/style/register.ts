import { closingOf } from './korean'
import type { Hit, Sentence } from './text'

/** How a Korean sentence ends: 합니다, 해요, 해 (to friends), 한다 (in writing). */
export type Register = 'hapsyo' | 'haeyo' | 'hae' | 'haera'

const bieup = 17
// 한다, 했다
const writes = new Set([4, 20])
const plainAdjective = /(?:이다|아니다|하다|되다|같다|좋다|많다|크다|없다)$/
const nounsInYo = /(?:필|중|개|수|주|소|동|토|강|요|금|월|화|목|일|가|민|긴|고|교)요$/
const casual =
  /(?:거야|거지|이야|잖아|거든|을게|할게|줄게|볼게|갈게|을래|할래|갈래|어때|아니야|맞아|좋아|싫어|괜찮아|많아|같아|있어|없어|했어|었어|았어|였어|됐어|겠어|갔어|왔어|봤어|렸어|졌어|쳤어|됐지|했지|있지|없지|좋지|맞지|싶어|싶지|먹어|읽어|쉬워|어려워|고마워|더워|추워|무거워|가벼워|가까워|아쉬워|외로워|즐거워|미안해|기다려|알려줘|알려 줘|줘|돼|힘내|하자|가자|보자|먹자|마셔|걸려|달려|내려|올려|보여|느려|빨라|몰라|달라|올라|골라|나와|들어와|가져와|해봐|해 봐|써봐|가봐|먹어봐|봐|하냐|하니|했니|있니|뭐니|거니)$/
const nounsInHae =
  /(?:이|피|방|동|서|남|손|오|침|올|새|한|지난|화|북|황|홍|근|연|공|심|저|유|무|상|살|자|재|견|분|용|박|가|산|독|음|양|여|발)해$/
const nounsInRyeo = /(?:고|배|우|염|장|격|화|수|미|독)려$/

/** The words up to their last syllable of Hangul. */
function upToHangul(words: string): string {
  let end = words.length
  while (end > 0 && !isHangul(words.charCodeAt(end - 1))) end--
  return words.slice(0, end)
}
const isHangul = (unit: number): boolean => unit >= 0xac00 && unit <= 0xd7a3

export function registerOf(words: string, said = upToHangul(words)): Register | null {
  // a quotation is somebody else's, and what ends in a bracket or in other letters ends in no verb
  if (said === '' || /[)\]”"’'」』:]/.test(words.slice(said.length))) return null
  if (/니[다까]$/.test(said) && closingOf(said.charCodeAt(said.length - 3)) === bieup) return 'hapsyo'
  if (
    /(?:십시오|시지요)$/.test(said) ||
    (/시다$/.test(said) && closingOf(said.charCodeAt(said.length - 3)) === bieup)
  )
    return 'hapsyo'
  if (/(?:요|죠)$/.test(said)) return nounsInYo.test(said) && !/[어아해예에]요$/.test(said) ? null : 'haeyo'
  if (casual.test(said)) return nounsInRyeo.test(said) ? null : 'hae'
  if (/[가-힣]해$/.test(said) && !nounsInHae.test(said)) return 'hae'
  if (
    /다$/.test(said) &&
    (writes.has(closingOf(said.charCodeAt(said.length - 2))) || plainAdjective.test(said))
  )
    return 'haera'
  return null
}

const asks = /(?:세요|셔요|까요|나요|가요)$/
const asksForManner =
  /반말|존댓말|존대|높임말|경어|말투|말을? ?놓|편하게 말|친구처럼|캐릭터|역할극|소설|동화|이야기를 (?:써|지어)|대사|대화문|시나리오|카피|문구|광고/

/** Whether somebody said how to speak, or asked for lines that others speak. */
export const namesManner = (text: string): boolean => asksForManner.test(text)

/** `said`: its words up to the last syllable of Hangul, where its ending is. */
type Spoken = Sentence & { register: Register; said: string }
const spokenIn = (sentences: readonly Sentence[]): Spoken[] =>
  sentences.flatMap((sentence) => {
    if (sentence.isItem) return []
    const said = upToHangul(sentence.words)
    const register = registerOf(sentence.words, said)
    return register ? [{ ...sentence, register, said }] : []
  })

const isPolite = ({ register }: Spoken): boolean => register === 'hapsyo' || register === 'haeyo'

/**
 * Polite and familiar endings in one answer: the fewer are said to be wrong, of as many the later. Endings of writing
 * (한다) count beside polite ones of the same line only: a summary may be introduced politely. 해요 beside 합니다 is
 * information: people mix them.
 */
export function findMixedRegister(sentences: readonly Sentence[]): Hit[] {
  const spoken = spokenIn(sentences)
  const polite = spoken.filter(isPolite)
  if (polite.length === 0) return []
  const politeLines = new Set(polite.map(({ line }) => line))
  const familiar = spoken.filter(
    ({ register, line }) => register === 'hae' || (register === 'haera' && politeLines.has(line)),
  )
  if (familiar.length > 0) {
    const fewer = fewerOf(polite, familiar)
    return fewer.map((sentence) => hitOf(sentence, 'register'))
  }
  const [hapsyo, haeyo] = [
    polite.filter((one) => one.register === 'hapsyo'),
    // whoever writes 합니다 asks and requests by -세요 and -나요 all the same
    polite.filter((one) => one.register === 'haeyo' && !asks.test(one.said)),
  ]
  if (hapsyo.length === 0 || haeyo.length === 0) return []
  const first = fewerOf(hapsyo, haeyo)[0]!
  return [{ ...hitOf(first, 'polite-forms'), isInfo: true }]
}

const fewerOf = (a: Spoken[], b: Spoken[]): Spoken[] => {
  if (a.length !== b.length) return a.length < b.length ? a : b
  return a[0]!.from < b[0]!.from ? b : a
}

/** What most sentences of an answer are: polite or familiar; null where they are neither, or as many. */
export function mannerOf(sentences: readonly Sentence[]): { isPolite: boolean; first: Hit } | null {
  const spoken = spokenIn(sentences).filter(({ register }) => register !== 'haera')
  const polite = spoken.filter(isPolite)
  const familiar = spoken.filter((one) => !isPolite(one))
  if (polite.length === familiar.length) return null
  const most = polite.length > familiar.length ? polite : familiar
  return { isPolite: most === polite, first: hitOf(most[0]!, 'register-turns') }
}

/** At the last word of a sentence, where its ending is. */
function hitOf({ from, said }: Spoken, code: string): Hit {
  const start = said.lastIndexOf(' ') + 1
  return {
    code,
    from: from + start,
    to: from + said.length,
    params: { wrong: said.slice(start, start + 40) },
  }
}
