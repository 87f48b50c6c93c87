import type { CapabilityKind } from './words'

/**
 * What the lists of verbs don't know: whoever says “I'll …”, “I've …”, “let me …” of a verb that a chat has no room for, and
 * names the other's affairs, other people or our tools beside it, claims to act. Verbs of a chat are the shorter list.
 */

// prefixes: `explain` is “explained” too
const stems =
  'explain describ tell told say said show list giv gave help assist guid walk teach taught answer repl respond suggest recommend ' +
  'advis summari translat writ wrote rewrit rephras reword paraphras shorten draft compos edit correct proofread fix mark ' +
  'highlight compar calculat comput count convert format outlin sketch nam mention point clarif clear elaborat expand break broke ' +
  'tak took look think thought know knew known understand understood guess assum suppos believ hop wish want wonder mean ' +
  'feel felt lov lik enjoy miss prefer need agree appreciat apologi thank admit promis wait listen hear begin began begun ' +
  'start try tried mak made prepar put provid includ shar offer play pretend ask encourag support comfort stay learn remind ' +
  'refer quot cit cover introduc demonstrat illustrat present analy interpret evaluat assess consider focus solv work struct ' +
  'group sort arrang pick choos chos turn add subtract multipl divid round simplif replac remov chang direct train program ' +
  'design creat develop built limit happ glad sorry sure never only always able unable afraid here ready just very really'
const whole =
  'go going went gone see seen saw seeing read act be been being have had having get got getting do did done doing keep kept let ' +
  'use used using not a an the your so too bound'
const inChat = new RegExp(`^(?:(?:${stems.replaceAll(' ', '|')})|(?:${whole.replaceAll(' ', '|')})\\b)`, 'i')

const people =
  /\b(?:someone|somebody|a colleague|colleagues?|teammates?|(?:our|the|my) (?:[a-z-]{1,20} ){0,2}(?:team|people|folks|guys|desk|depot|branch|kitchen|reception|bank|department|office|manager|supervisor|staff|crew|driver|courier|technicians?|engineers?|specialists?|hotline|warehouse|landlord))\b|\bthe (?:emergency|police|ambulance|fire)\b/i
const tools =
  /\b(?:our|the|my) (?:[a-z-]{1,20} ){0,2}(?:tools?|logs?|systems?|records?|database|inventory|stock(?: list| room)?|calendar|schedule|dashboard|crm|back office|archives?|ledger|accounts?|books|catalogue|catalog|portal|register|files)\b/i
const affairs =
  /\byour (?:[a-z0-9-]{1,20} ){0,2}(?:accounts?|orders?|bookings?|reservations?|subscriptions?|passwords?|profile|plan|address|appointments?|payments?|deliver(?:y|ies)|membership|tickets?|seats?|rooms?|flights?|cards?|polic(?:y|ies)|shipments?|registration|parcels?|packages?|visits?|refunds?|invoices?|claims?|cases?|requests?|complaints?|deposit|money|table|slot|spot|place|licen[cs]e|line|connection|device|router|points|balance|bill|contract|file|details|number|reference)\b/i
const to =
  /^[a-z'-]{2,20} (?:you (?:in|a|an|the|when|at|as|if|once|every|again|tomorrow|later|back|up|down|on|over|through|out)\b|(?:it|this|that) (?:[a-z]{1,12} )?for you)/i
const over = /^[a-z'-]{2,20} (?:[a-z-]{1,20} ){1,5}(?:over|across|down|out|through) to you\b/i
const kept = /^[a-z'-]{2,20} (?:it|this|that|your [a-z]{1,20}) (?:down|in|up)? ?(?:for|on|to|with) your\b/i

const evidence: readonly [CapabilityKind, RegExp][] = [
  ['remember', kept],
  ['hand-over', people],
  ['look-up', tools],
  ['change', affairs],
  ['send', over],
  ['follow-up', to],
]

// these are of a chat by themselves and act on what lies outside all the same
const light =
  /^(?:have|had|having|get|got|getting|put|take|took|taking|run|ran|go|going|give|gave|send|sent|turn|turned|work|ask|asked|let)\b/i
const clause = /^[^.,;:!?\n]{0,90}/

/** Which kind of action the words after “I'll”, “I've”, “let me” claim, and how many of them; null where they claim none. */
export function openClaim(rest: string): { kind: CapabilityKind; length: number } | null {
  const words = clause.exec(rest)![0]
  const isLight = light.test(words)
  if (!isLight && inChat.test(words)) return null
  for (const [kind, pattern] of isLight ? evidence.slice(1, 3) : evidence) {
    const match = pattern.exec(words)
    if (match) return { kind, length: match.index + match[0].length }
  }
  return null
}

const give = '(?:드리겠|드릴게|드릴께|드렸|드려 ?놓|드려 ?두|줄게|줄께|줬)'
const keep = '(?:두겠|둘게|두었|뒀|놓겠|놓을게|놓았|놨)'
const acting = new RegExp(
  `([가-힣]{1,8}) ?(?:${give}|${keep})(?!나 ?봐|네|으면|다고|다는|던|다면|을까|을지|는지|을 때|더라)[가-힣]{0,4}`,
  'g',
)
// what is said, shown, written or felt in a chat
const koreanChat =
  /(?:설명|알려|정리|도와|요약|번역|추천|안내|보여|말씀|말해|소개|답|써|만들어|찾아|계산|고쳐|다듬어|골라|짜|비교|예시|들려|나눠|이야기|얘기|가르쳐|제안|제시|제공|작성|수정|생각|분석|해석|검토|확인|읽어|들어|들어봐|기다려|응원|위로|칭찬|축하|놀아|안아|함께|같이|있어|봐|믿어|지켜|빌어|기도|축복|이해|사랑|노래|상담|조언|조회|검색|대답|표시|덧붙여|공유|강조|묻어|외워|생성|추가|변환|교정|첨삭|평가|구분|분류|나열|맞춰|지어|그려|살펴|짚어|풀이|참고|언급|전해|연결|전달|접수|보내|예약|취소|변경|등록|처리|기억|메모|기록|저장|연락|첨부|불러|되어|돼)(?:해|하여|시켜)?$|^(?:해|줘|그래|이래)$/
// of a text or of somebody’s affairs
const koreanBoth =
  /(?:풀어|옮겨|바꿔|넣어|적어|빼|걸어|올려|내려|돌려|열어|닫아|막아|뽑아|잡아|맞춰|지워|줄여|늘려)$/
const koreanAffairs =
  /계정|주문|예약|방문|자리|좌석|카드|결제|환불|구독|배송|택배|송장|포인트|요금|회선|비밀번호|일정|주소|잠금|번호판|보증금|티켓|표를|방을|목록|장바구니/
const koreanPeople = /(?:직원|기사|담당자|상담원|팀|센터|지점|본사|관리자|매니저|경찰|119|112)/

const koreanSaying = /(?:말|말씀|얘기|이야기|전|알려|물어|공유|부탁|요청|신고|보고)(?:해|하여|드려|봐)?$/
// gone to do it and back, done just now, or done by somebody who is on the way
const koreanMore: readonly [CapabilityKind, RegExp][] = [
  ['look-up', /[가-힣]{1,10}고 ?(?:올게|올께|오겠)[가-힣]{0,3}/g],
  [
    'hand-over',
    /(?:직원|기사|담당자|상담원|상담사|동료|매니저|관리자|팀장)(?:님|분)?[이가] ?(?:곧|바로|지금|방금|금방|잠시 ?후|잠시 ?뒤)[^.!?\n,]{0,16}(?:니다|거예요|겁니다|고 있어요|갔어요|왔어요|해요)/g,
  ],
  [
    'change',
    /(?:방금|지금 막|이미 제가|제가 이미)(?:[^.!?\n,]{0,14} )?(?!설명|말씀|얘기|이야기|언급|알려|보여|답|소개)[가-힣]{0,6}[했쳤냈렸었았꿨놨갔뒀겼졌](?:습니다|어요|지요|답니다)/g,
  ],
]

/** The same of a Korean sentence: endings by which one does a thing for the other, after verbs that a chat has no room for. */
export function openKoreanClaims(sentence: string): { kind: CapabilityKind; from: number; to: number }[] {
  const more = koreanMore.flatMap(([kind, pattern]) =>
    [...sentence.matchAll(pattern)].map(({ index, 0: words }) => ({
      kind,
      from: index,
      to: index + words.length,
    })),
  )
  const given = [...sentence.matchAll(acting)].flatMap((match) => {
    const verb = match[1]!
    // “들었다 놨다”: to and fro, and nothing was put anywhere
    if (verb.endsWith('다')) return []
    // what the other is to say is theirs
    if (/^[.!?]?['’"”]/.test(sentence.slice(match.index + match[0].length))) return []
    const before = sentence.slice(Math.max(0, match.index - 24), match.index)
    const isToldOn = koreanSaying.test(verb) && koreanPeople.test(before)
    if (!isToldOn && (koreanBoth.test(verb) ? !koreanAffairs.test(before) : koreanChat.test(verb))) return []
    const kind: CapabilityKind = koreanPeople.test(before)
      ? 'hand-over'
      : koreanAffairs.test(before)
        ? 'change'
        : 'act'
    return [{ kind, from: match.index, to: match.index + match[0].length }]
  })
  return [...more, ...given]
}
