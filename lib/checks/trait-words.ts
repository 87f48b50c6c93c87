/** Words by which one and the same trait is told, without blanks; one of them before an answer grounds any other. */
const groups = [
  'vegetarian vegan veggie meat plantbased 채식 비건 고기',
  'pregnan expecting weeksalong trimester midwife 임신 임산부 출산',
  'student study studying university college school uni degree semester 학생 대학 전공 학교 학과 재학 과다녀',
  'wife spouse married marry 아내 와이프 집사람 배우자',
  'husband spouse married marry 남편 신랑 배우자',
  'son daughter child kid baby toddler twins parent 아들 아드님 딸 따님 아이 자녀 아기 아빠 엄마',
  'girlfriend boyfriend fiance partner dating 여자친구 남자친구 애인 연인 여친 남친',
  'cat kitten 고양이 냥이',
  'dog puppy 강아지 반려견 개를 개가 개랑 멍멍',
  'nightshift shift nights 교대 야간',
  'beginner beginning never newto starting firsttime juststart 초보 처음 입문 시작',
  'member membership subscri 회원 멤버십 구독 가입',
  'loyal longstanding longtime regular years 단골 오래 오랫 년째 년동안',
  'iphone ipad ios apple macbook appstore 아이폰 아이패드 애플',
  'android galaxy samsung pixel 안드로이드 갤럭시 삼성',
  'wheelchair disab 휠체어 장애',
  'diabet insulin bloodsugar 당뇨 혈당 인슐린',
  'allerg 알레르기 알러지',
  'asthma inhaler 천식',
  'tenant renter rent landlord lease 세입자 임차 월세 전세',
  'landlord tenant 집주인 임대',
  'twoperson twoofus couple two 2인 둘이 두명 두사람 부부',
  'nurse hospital 간호',
  'teacher teach 교사 선생 가르',
  'retired retire pension senior 은퇴 퇴직 어르신 노인',
  'sensitive 민감 예민',
  'fragrance perfume scent unscented 무향 향이없',
  'waterproof waterresistant rainproof 방수',
  'wheel 바퀴',
  'image picture photo screenshot 이미지 사진 그림 캡처',
  'chart graph diagram plot 그래프 도표 차트',
  'clause section paragraph article 조항',
  'flexible flex 유연',
  'driver drive car 운전 차를',
  'business company firm 사업 회사 법인',
].map((group) => group.split(' '))

const byStart = new Map<string, string[]>()

/** Words any of which before an answer grounds a word of it. */
export function likesOf(word: string): string[] {
  const known = byStart.get(word)
  if (known) return known
  const likes = groups.filter((group) => group.some((one) => word.startsWith(one) || one === word)).flat()
  const found = [...new Set([stemOf(word), ...likes])]
  if (byStart.size < 2000) byStart.set(word, found)
  return found
}

function stemOf(word: string): string {
  if (/[가-힣]/.test(word)) return word.length > 2 ? word.slice(0, -1) : word
  const stem = word.replace(/^non-?/, '').replace(/(?:ing|ed|er|es|s|y)$/, '')
  return stem.length >= 3 ? stem : word
}
