import type { Evidence } from './evidence'
import { likesOf } from './trait-words'

export type Trait = { from: number; to: number }
/** `ofUs`: the sentence is about the product, the policy or the file at hand; `hasPictures`: what a file shows was seen. */
export type Told = { evidence: Evidence; isAboutThis: boolean; hasPictures: () => boolean }

// what may be so tells nothing of anybody
const supposing =
  /\b(?:if|whether|unless|suppose|imagine|in case|when you|whoever|anyone|for example|e\.g\.|such as)\b|[라다]면|으면|시면|거나|경우|예를 들|든지/i

/** Traits of the user, the product, the policy or the file that a sentence takes as known, and that nothing before it tells. */
export function traitsIn(sentence: string, told: Told): Trait[] {
  if (sentence.length > 600) return []
  const isKorean = /[가-힣]/.test(sentence)
  const traits: Trait[] = []
  for (const { pattern, needs } of isKorean ? korean : english) {
    if (needs === 'about this' && !told.isAboutThis) continue
    if (needs === 'no pictures' && told.hasPictures()) continue
    for (const match of sentence.matchAll(pattern)) {
      const { words } = match.groups!
      const from = match.index + match[0].indexOf(words!)
      const trait = { from, to: from + words!.length }
      const isSupposed = supposing.test(needs === 'known' ? sentence.slice(0, match.index) : sentence)
      const overlaps = traits.some((other) => other.from < trait.to && trait.from < other.to)
      if (!isSupposed && !overlaps && !isGrounded(words!, told.evidence)) traits.push(trait)
    }
  }
  return traits
}

const denied = ['불가', '할수없', '이안', '되지않', '하지않', '이불가', '은불가', '안되', '안돼', '안됩']

/** Whether two in three of the words that carry a trait were there before, of one or two all of them. */
function isGrounded(words: string, evidence: Evidence): boolean {
  const refused = /^([가-힣]+) 불가$/.exec(words)?.[1]
  if (refused) return denied.some((how) => evidence.holdsWords(refused + how))
  const carrying = words
    .toLowerCase()
    .replace(/[-’']/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (/[가-힣]/.test(word) ? word.replace(particle, '') : word))
    .filter((word) => word.length > (/[가-힣0-9]/.test(word) ? 0 : 2) && !idle.has(word))
  if (carrying.length === 0) return true
  const there = carrying.filter((word) => likesOf(word).some((like) => evidence.holdsWords(like)))
  return there.length >= Math.ceil((carrying.length * 2) / 3)
}

const particle = /(?:께서|에게|분의|님의|님이|님|분|은|는|이|가|을|를|의|로|으로|와|과|도|중)$/
const idle = new Set(
  (
    'a an the your our this that with and for from very also own new person household type kind one such of in on at to ' +
    'customer user client guest 고객 고객님 제품 상품 회원 분 중 근무 것 수 있는 사용 가능'
  ).split(' '),
)

type Family = {
  pattern: RegExp
  /** Where it tells a trait: anywhere, only of what is at hand, only where nobody saw the file, or in a clause of its own. */
  needs: 'nothing' | 'about this' | 'no pictures' | 'known'
}

const notTraits =
  '(?!(?:not|already|now|still|here|there|able|unable|sure|unsure|happy|right|ready|welcome|going|interested|worried|concerned|aware|unhappy|curious|likely|supposed|required|allowed|entitled|eligible|free|correct|on|in|at|about|just|only|so|being|done|using|[a-z]{2,14}ing)\\b)'
const phrase = "(?:[a-z0-9’'-]{1,20} ){0,4}[a-z0-9’'-]{2,20}"
const relations =
  'wife|husband|son|daughter|kids?|children|baby|toddler|twins|girlfriend|boyfriend|fianc[ée]e?|cats?|dogs?|puppy|kitten'
const conditions =
  'pregnancy|diabetes|asthma|allergy|allergies|disability|wheelchair|arthritis|dementia|migraines?|back pain|sensitive skin'
const devices =
  'iPhones?|iPad|MacBook|Mac|Android(?: phone)?|Galaxy(?: phone)?|Pixel(?: phone)?|Windows (?:PC|laptop)|Chromebook|Kindle|PlayStation|Xbox|Tesla|Apple Watch'
const elements =
  'charts?|graphs?|diagrams?|images?|pictures?|photos?|figures?|tables?|screenshots?|signatures?|stamp|appendix|footnotes?|logo|letterhead|cover page|watermark|map|attachments?'
const files =
  'file|document|letter|contract|report|r[ée]sum[ée]|CV|PDF|e-?mail|essay|spreadsheet|paper|presentation|slides|article|lease|invoice'
const features =
  '(?:[a-z]{2,14}-(?:free|proof|resistant|safe|friendly|washable|certified|inclusive|refundable|sourced)|waterproof|water-?tight|organic|handmade|hand-made|recycled|recyclable|biodegradable|rechargeable|cordless|wireless|foldable|hypoallergenic|vegan|kosher|halal|stainless|solid oak|genuine leather|leather|wool|cashmere|refurbished|limited edition|award-winning|patented|non-?refundable|non-?transferable|all-inclusive|pet-friendly|complimentary|heated|air-conditioned|soundproof)'
const furnishings =
  '(?:(?:sea|ocean|lake|mountain|city|garden|river|pool) views?|(?:private |own )?(?:balcony|terrace|jacuzzi|hot tub|sauna|kitchenette|fireplace|patio)|built-in [a-z]{3,14}|integrated [a-z]{3,14}|(?:two-|three-|five-|ten-)?(?:year |lifetime |lifelong )(?:warranty|guarantee))'
const policies = 'policy|guarantee|promise'
// names of policies rather than traits of them
const plainPolicy =
  '(?!(?:return|returns|refund|privacy|company|shipping|cancellation|current|standard|new|own|general|store|price|data|security|cookie|exchange|delivery|leave|vacation|sick|travel|expense|usage|use|full|usual|internal|strict|hotel|shop|school|attendance|payment|warranty|official|latest|updated|same|late|membership|booking|baggage|luggage|terms|money-back)\\b)'

const english: Family[] = (
  [
    // the user
    [
      'known',
      `\\b(?:since|because|as|given that|seeing (?:that|as)|considering(?: that)?|now that) you(?:['’]re| are) (?:an? |the |our )?(?<words>${notTraits}${phrase}?)(?=,| and | so | who | with |[.!;]|$)`,
    ],
    [
      'known',
      `\\b(?:since|because|as|given that|considering(?: that)?|now that) you (?:use|own|have|drive|work|live (?:in|on)|booked|bought|chose|keep|play|suffer from) (?:an? |the |our )?(?<words>(?!to\\b|been\\b|any\\b|no\\b|not\\b|already\\b|it\\b|this\\b|that\\b)${phrase}?)(?=,| and | so |[.!;]|$)`,
    ],
    [
      'known',
      `(?:^|[,.;] )as an? (?<words>(?!ai\\b|result\\b|rule\\b|general\\b|start\\b|gift\\b|tip\\b|reminder\\b|precaution\\b|side\\b|last\\b|first\\b|next\\b|alternative\\b|example\\b|language\\b|virtual\\b|text\\b|consequence\\b|whole\\b|matter\\b|bonus\\b|guide\\b|quick\\b|final\\b|backup\\b|starting\\b|test\\b|courtesy\\b|small\\b|temporary\\b|workaround\\b|good\\b)${phrase}?)(?: of ours)?,? (?=you(?:['’](?:re|ll|ve|d))? (?!may\\b|can\\b|would\\b|have about)|your\\b|we\\b|I\\b)`,
    ],
    [
      'nothing',
      `\\byour (?<words>(?:(?:two|three|four|five|\\d) |little |new |old |young )?(?:${relations}))\\b(?!['’]?s? (?:room|food|name) is\\b)`,
    ],
    [
      'nothing',
      `\\byour (?<words>(?:two|three|four|five|six|\\d)-(?:person|people) (?:household|family|home)|family of (?:two|three|four|five|six|\\d))`,
    ],
    ['nothing', `\\byour (?<words>${conditions})\\b`],
    ['nothing', `\\byour (?<words>${devices})\\b`],
    // product and policy
    ['about this', `\\b(?<words>${features})(?![a-z-])`],
    ['about this', `\\b(?<words>${furnishings})`],
    [
      'nothing',
      `\\b(?:our|under the|per our) (?<words>${plainPolicy}[a-z]{2,16}(?:-[a-z]{2,14}){0,3}(?:[ -](?:questions[ -]asked|day))?) (?:[a-z]{3,12} )?(?:${policies})\\b`,
    ],
    // the file
    [
      'no pictures',
      `\\bthe (?<words>${elements})(?: [a-z]{1,12}){0,2} (?:in|of|on|to|at the (?:end|top|bottom) of) (?:your|the|this) (?:[a-z]{1,12} )?(?:${files})\\b`,
    ],
    ['no pictures', `\\byour (?:attached |included |enclosed )(?<words>${elements})\\b`],
  ] as const
).map(([needs, source]): Family => ({ needs, pattern: new RegExp(source, 'gi') }))

const noun = '(?:[가-힣A-Za-z0-9]{1,10} ){0,2}[가-힣A-Za-z0-9]{1,10}'
const koreanRelations =
  '아내분?|남편분?|따님|아드님|자녀분?|아이들?|아기|반려견|반려묘|강아지|고양이|여자친구분?|남자친구분?|배우자분?'
const koreanDevices = '아이폰|아이패드|맥북|갤럭시|안드로이드 ?폰|픽셀|애플 ?워치|크롬북|플레이스테이션'
const koreanElements =
  '이미지|사진|그림|도표|그래프|차트|표|서명|도장|부록|각주|로고|첨부 ?파일|지도|[가-힣]{2,6} 조항'
const koreanFiles = '파일|문서|계약서|보고서|이력서|편지|자료|첨부|논문|발표 자료|메일|엑셀|기사'
const koreanFeatures =
  '방수|유기농(?: [가-힣]{1,6})?|무농약|친환경|수제|천연 [가-힣]{1,6}|저자극|무향|무첨가|비건|글루텐 프리|식기세척기 사용|접이식|무선|충전식|항균|원목|순면|가죽|한정판|특허|국내산|국산|수입산'
const koreanFurnishings =
  '(?:바다|호수|산|강|도시|정원)(?:가|이) 보이는|(?:전용|개인|단독) (?:테라스|발코니|수영장|욕실|주방|정원)|[가-힣]{1,6} 기능(?=[이가을를]? ?(?:내장|탑재|포함|있))|평생 (?:보증|보장|무상)'

const koreans: Family[] = (
  [
    [
      'known',
      `(?<words>${noun})(?:이시|이셔|이신)(?:므로|니|니까|라|라서|어서|기에|기 때문|서|데|데도|만큼)`,
    ],
    ['known', `(?<![가-힣])(?<words>임신 중|수유 중|재학 중|교대 근무|야간 근무)`],
    [
      'known',
      `(?<words>(?:[가-힣]{1,8} )?[가-힣]{1,8}[을를] (?:키우|기르|전공하|하|쓰|사용하|운영하|운전하|다니|앓))(?:시(?:니|니까|므로|기에|는 만큼)|셔서|시는 (?:학생|분|고객)[가-힣]{0,3}(?:이시|이니|이므로))`,
    ],
    [
      'known',
      `(?<words>${noun}) ?(?:로|으로) (?:예약|구매|가입|결제|신청|등록)하셨(?:으니|으므로|기에|기 때문)`,
    ],
    [
      'known',
      `(?:고객님|회원님|댁|귀하)(?:의 [가-힣]{1,6})?(?:은|는|이|가|께서는) (?<words>[0-9일이삼사오]인 가구|1인 가구|맞벌이 [가-힣]{2,4}|다자녀 [가-힣]{2,4})`,
    ],
    ['known', `(?<![가-힣])(?<words>단골|우수|장기) (?:고객|회원)`],
    [
      'nothing',
      `(?<![가-힣])(?<words>${koreanRelations})(?:께서|(?:의|이|가|과|와|은|는|을|를|에게)? ?(?:좋아하|위해|함께|마음에))`,
    ],
    [
      'nothing',
      `(?:사용하고 계신|사용 중이신|쓰고 계신|쓰시는|고객님의|사용하시는|가지고 계신) (?<words>${koreanDevices})`,
    ],
    ['about this', `(?<![가-힣])(?<words>${koreanFeatures})(?![가-힣]{0,2}(?:인가|이라면|인지))`],
    ['about this', `(?<words>${koreanFurnishings})`],
    [
      'nothing',
      `(?:저희|당사|회사|본사)(?:의|는)? (?<words>[가-힣]{2,6} 불가|무조건 [가-힣]{2,4}|당일 [가-힣]{2,4}|100% [가-힣]{2,4}) (?:정책|규정|원칙|방침|약관)`,
    ],
    [
      'no pictures',
      `(?:${koreanFiles})(?:에|의|에서|에는)? ?(?:있는|포함된|나온|들어 있는|들어간|실린|첨부된|첨부하신|넣으신|삽입된|보이는)? (?<words>${koreanElements})(?=[은는이가을를의도 ]|에|$)`,
    ],
    [
      'no pictures',
      `(?:첨부하신|보내 ?주신|올려 ?주신|첨부해 ?주신) (?<words>${koreanElements})(?=[은는이가을를의도 ]|에|$)`,
    ],
  ] as const
).map(([needs, source]): Family => ({ needs, pattern: new RegExp(source, 'g') }))
const korean = koreans
