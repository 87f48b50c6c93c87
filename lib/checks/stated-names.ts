type Name = { from: number; to: number; name: string }

const greeting =
  /\b(?:Hi|Hello|Hey|Dear|Thanks|Thank you|Sorry|Welcome(?: back)?|Good (?:morning|afternoon|evening)|sorry|thanks|thank you|understand),? ((?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor)\.? )?[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)(?=[,.!?]|$)/g
const titled = /\b(?:Mr|Mrs|Ms|Miss)\.? ([A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)/g
const holder =
  /\b(?:manager|agent|advis[oe]r|contact|teacher|doctor|consultant|representative|specialist|instructor|tutor|coordinator|named|called|by|is|was|with|for|to) ((?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?[A-Z][a-z]{1,20} [A-Z][a-z]{1,20})\b/g
const family = /\bthe ([A-Z][a-z]{2,20}) family\b/g
// where something of ours is, or comes from
const origin =
  /\b(?:located|based|made|grown|roasted|brewed|produced|sourced|built|farms?|office|factory|shop|store|warehouse|headquarters|branch|studio|workshop|kitchen|clinic|plant|come|comes) (?:[a-z]{1,12} ){0,3}(?:in|near|from|at|outside) ([A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?)/g
const noNames =
  /^(?:There|All|Everyone|Team|Friend|Sir|Madam|Again|So|And|But|You|For|I|It|That|This|Yes|No|Please|Let|If|In|On|The|We|Now|What|How|Sorry|Hiring|Manager|Professor|Recruiter|Committee|Members?|Students?|Colleagues?|Thanks|Welcome|Customer|Support|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b/

const noPlaces =
  /^(?:Settings?|Profile|Account|Help|Menu|Home|English|Korean|German|French|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|The|Our|Your|Chrome|Windows|Android|Europe|Word|Excel)\b/

const surname =
  '[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용]'
const withTitle = new RegExp(`(?<![가-힣])(${surname}[가-힣]{1,2}) ?(?:고객님|회원님|님)(?![가-힣]{4})`, 'g')
const inOffice = new RegExp(
  `(?<![가-힣])(${surname}[가-힣]{2}) ?(?:과장|대리|부장|차장|팀장|실장|씨|매니저|교수|선생님|기사|원장|상담사|상담원)(?!점|급|회|인|실)`,
  'g',
)
const inCharge = new RegExp(`(?<![가-힣])(${surname}[가-힣]{2}) ?(?:사장|대표|셰프|점장|소장|관장)님`, 'g')
const addressed = /(?<![가-힣])([가-힣]{1,4}) 님(?=[,.!?\s은는이가의께]|$)/g
const noKoreanNames =
  /^(?:고객|회원|선생|손|부모|사장|기사|원장|교수|담당자|여러분|이웃|어르신|의사|판매자|구매자|신청자|작성자|사용자|이용자|학생|학부모|보호자|환자|관리자|상담사|상담원|소비자|방문자|지원자|수강생|강사|임차인|임대인|고객센터|이용|신규|우수|기존|정회원|해당|본인|주문|구매|모든|일반|여행|소중한|소유자|선배|후배|주인|부장|과장|대리|차장|팀장|실장|대표|이사|주임|사원|전체|우리|상대|하느|아버|어머|지인|성인|주민|개인|외국인|장애인|전문|국가|기술|안전|전임|지도|담임|정규|이전|현재|신입|지사|시장|의원|총장|장관|위원|후보|총리|교육감|기획본|정책|전략|영업|인사|도지사|구청장)$/

/** Names of people that a sentence uses as known: those it greets, those it gives for somebody in charge. */
export function namesIn(sentence: string, aboutThis: boolean): Name[] {
  const names: Name[] = []
  const add = (pattern: RegExp, unlike: RegExp) => {
    for (const match of sentence.matchAll(pattern)) {
      const name = match[1]!
      const from = match.index + match[0].indexOf(name)
      const overlaps = names.some((other) => other.from < from + name.length && from < other.to)
      if (!unlike.test(name) && !overlaps) names.push({ from, to: from + name.length, name })
    }
  }
  add(greeting, noNames)
  add(withTitle, noKoreanNames)
  add(addressed, noKoreanNames)
  if (aboutThis) {
    add(titled, noNames)
    add(holder, noNames)
    add(family, noNames)
    add(origin, noPlaces)
    add(inCharge, noKoreanNames)
    add(inOffice, noKoreanNames)
  }
  return names
}
