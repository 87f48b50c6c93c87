import type { CapabilityKind } from './capabilities'
import type { Around, Claim } from './claims'

// endings by which a speaker promises, offers or reports what they do for the other; "드릴 수 없" is none of them
const give =
  '(?:드리겠|드릴게|드릴께|드릴까|드렸|드립니다|드려요|드릴 수 (?:있|도 있)|드리도록|드리고 있|드릴 (?:예정|거예요|겁니다|것입니다)|드려 놓|드려 두|줄게|줄까|줬어|주겠)'
const keep = '(?:두겠|둘게|둘께|두었|뒀|두도록|놓겠|놓을게|놓았|놨|놓도록|둘까)'
const act = `(?:하겠|할게|할께|할까요|했습니다|했어요|했으니|하였습니다|하도록 하|해\\s?${give}|해\\s?${keep}|하고 있겠|합니다만)`
const look =
  '(?:해\\s?보니|해\\s?본 (?:결과|바)|한 결과|해\\s?보겠|해\\s?볼게|해\\s?볼까|해\\s?봤|해\\s?보았|해\\s?드리)'
const gap = '[^.!?\\n,]{0,12}'
const toStaff =
  '(?:팀|부서|담당자?|상담(?:원|사)|직원|관리자|매니저|기사|책임자|상급자|본사|센터|운영진|선생님|전문가)'

const forms: Record<CapabilityKind, string[]> = {
  send: [
    `(?:메일|문자|메시지|알림|링크|쿠폰|파일|서류|안내문|라벨|수정본|자료|카톡|톡|팩스|영수증|계산서|코드|양식)(?:을|를|로|으로)?\\s?${gap}(?:보내|발송해?|전송해?|송부해?|안내해?|알려)\\s?(?:${give}|${keep}|겠습니다|ㄹ게|했습니다|하겠습니다)`,
    `(?:보내|발송해|전송해|송부해|부쳐)\\s?(?:${give}|${keep})`,
    '(?:발송|전송|송부)(?:했습니다|하겠습니다|할게요|했어요)',
    '(?:문자|메일|메시지|알림)(?:를|을)?\\s?(?:드리겠|드릴게|드렸|보낼게요|보내겠|보냈습니다|보냈어요)',
  ],
  call: [
    '(?:전화|통화)(?:를|로)?\\s?(?:드리겠|드릴게|드릴까|드렸|드릴 (?:예정|거예요|겁니다)|하겠습니다|할게요|걸겠|걸게요|걸어\\s?(?:드리|드릴)|주문해 드리)',
  ],
  book: [
    `(?:예약|대관|좌석|자리|방문)(?:을|를)?\\s?${gap}(?:잡아|해|도와|진행해|확보해|맡아)\\s?(?:${give}|${keep})`,
    '(?:예약|예매)(?:을|를)?\\s?(?:하겠습니다|할게요|했습니다|했어요|완료했|완료해|완료되었|마쳤|잡았)',
    `(?:일정|약속|미팅|회의|스케줄)(?:을|를)?\\s?${gap}(?:잡|등록|추가|조정|변경)(?:아|해|하)?\\s?(?:${give}|${keep}|았습니다|겠습니다|할게요|했습니다)`,
    `(?:알림|알람|리마인더|타이머)(?:을|를)?\\s?(?:설정|등록|맞춰|맞추|예약)\\s?${act}`,
    `(?:알림|알람|리마인더|타이머)(?:을|를)?\\s?(?:맞춰|걸어)\\s?(?:${give}|${keep})`,
  ],
  refund: [
    `(?:환불|보상|배상|쿠폰|할인|포인트|적립금|마일리지|차액|금액)(?:을|를|은|는|금을)?\\s?${gap}(?:처리|지급|발급|적용|진행|환급|면제|돌려|넣어|제공|취소)?\\s?(?:해\\s?)?(?:${give}|${keep})`,
    '(?:환불|환급|보상|쿠폰 발급|재발송|교환)\\s?(?:처리\\s?)?(?:하겠습니다|할게요|했습니다|했어요|완료했|완료되었)',
  ],
  change: [
    `(?:해지|취소|탈퇴|교환|재발급|연장|갱신)(?:를|을)?\\s?(?:처리|진행|신청)?\\s?(?:해\\s?(?:${give}|${keep})|하겠습니다|할게요|했습니다|했어요|완료했)`,
    `(?:배송지|주소|주문|예약|구독|계정|비밀번호|요금제|회원|정보|번호|일정|결제|좌석|옵션|등급|설정|수강|신청)${gap}(?:변경|수정|삭제|초기화|업그레이드|등록|반영|추가|바꿔|바꾸어|고쳐|지워|잠금|정지)(?:을|를)?\\s?(?:처리)?(?:해)?\\s?(?:${give}|${keep}|하겠습니다|할게요|했습니다|했어요|완료했)`,
  ],
  'look-up': [
    `조회(?:를)?\\s?(?:${look}|하겠|할게|했|결과|해\\s?${give})`,
    `검색(?:을|를)?\\s?(?:${look}|하겠|할게|했|결과|해\\s?${give})`,
    '(?:찾아보|알아보|찾아봤|알아봤|찾아본|알아본)(?:겠|니|았|고 있|습니다|어요| 결과)',
    '(?:찾아볼|알아볼)(?:게요|께요|까요)',
    `(?:찾아봐|알아봐)\\s?${give}`,
  ],
  remember: [
    `기억(?:을)?\\s?(?:해\\s?(?:${keep}|${give})|하고 있겠|하겠|할게)`,
    `(?:메모|기록|저장|입력)(?:을|를)?\\s?해\\s?(?:${keep}|${give})`,
    '잊지 않(?:겠|을게)',
  ],
  attach: [
    `(?:첨부|동봉)(?:를|을)?\\s?(?:${act}|합니다|드립니다|드렸|드릴게|드리겠)`,
    `(?:첨부|업로드|올려)(?:해)?\\s?(?:${give}|${keep})`,
  ],
  'hand-over': [
    `(?:연결|이관|인계)(?:을|를)?\\s?(?:${act}|시켜\\s?${give}|드리겠|드릴게|도와\\s?드리)`,
    `전달(?:을|를)?\\s?(?:${act}|드리겠|드릴게|드렸)`,
    `${toStaff}(?:에게|에|께|으로|로|한테)?\\s?${gap}(?:전해|넘겨|보고|공유|요청|문의|알려|얘기|말씀|확인 요청)(?:해)?(?:서)?\\s?(?:${give}|${keep}|하겠|할게|했습니다|해서|드리겠)`,
    '보고(?:하겠|할게|드리겠|드릴게|했습니다|드렸)',
  ],
  ticket: [
    `(?:접수|신고|민원|티켓|신청)(?:를|을)?\\s?(?:처리|등록|진행|도와)?\\s?(?:${act}|드리겠|드렸|드릴게|완료했|완료되었)`,
  ],
  monitor: [
    `(?:모니터링|감시|추적|주시)(?:을|를)?\\s?(?:${act}|계속하겠)`,
    '지켜보(?:겠|고 있겠)|지켜볼게',
    `(?:는 대로|되면|나오면|생기면|오면|나면|바뀌면|내리면|때)${gap}${gap}(?:알려|안내해|통보해|연락|말씀)\\s?(?:드리겠|드릴게|줄게|주겠|드리도록)`,
  ],
  'follow-up': [
    '연락(?:을)?\\s?(?:드리겠|드릴게|드릴까|드리도록|하겠습니다|할게요|드렸|줄게)',
    '(?:다시|추후|나중에|내일|곧|이따가?)\\s?[^.!?\\n,]{0,10}(?:안내|연락|답변|확인|말씀)(?:해)?\\s?(?:드리겠|드릴게|하겠)',
  ],
}
const verbs = Object.entries(forms).map(
  ([kind, each]) => [kind as CapabilityKind, new RegExp(`(?:${each.join('|')})`, 'g')] as const,
)

const checked = new RegExp(
  `확인(?:을|를)?\\s?(?:${look}|하겠|할게|했습니다|했어요|하고 (?:오겠|있)|해\\s?${give}|되었|됩니다|되네요)`,
  'g',
)
const records =
  /계정|주문|재고|시스템|내역|배송|예약|결제|기록|전산|고객님|회원|일정|날씨|잔액|포인트|잔여|신청|접수|위치|담당|매장|창고|현황|송장|가격|최신|정보/
// what can be looked at because it lies in the chat
const work =
  /코드|문장|문단|문법|글|표|색|제목|스니펫|초안|번역|표현|맞춤법|수식|계산|식을|함수|변수|에세이|이력서|본문|내용을|사진|이미지|답안|풀이/

const byWork = new Set<CapabilityKind>(['change', 'look-up', 'remember'])

/** What every sentence has in which somebody acts for the other: a look before the long one. */
export const actsInKorean =
  /드[리릴렸립려]|줄[게까]|줬|겠|[가-힣][게께]요|[할볼둘을걸줄]게|까요|[했았었뒀놨]|보니|결과|첨부|본 바|됩니다|되었|되네|계속/

/** Actions that a Korean sentence claims or offers by its endings. */
export function koreanClaims(sentence: string, { hasWork }: Around): Claim[] {
  const aboutWork = work.test(sentence)
  const claims = verbs.flatMap(([kind, verb]) => {
    if (aboutWork && byWork.has(kind) && !/조회/.test(sentence)) return []
    return [...sentence.matchAll(verb)].map((match) => claimOf(kind, match))
  })
  if (!aboutWork)
    for (const match of sentence.matchAll(checked)) {
      const named = records.test(sentence.slice(Math.max(0, match.index - 40), match.index))
      if (named || !hasWork) claims.push(claimOf('look-up', match))
    }
  return claims
}

const claimOf = (kind: CapabilityKind, { index, 0: text }: RegExpExecArray): Claim => ({
  kind,
  from: index,
  to: index + text.length,
})
