const english = [
  'in (?:accordance|line|keeping|compliance) with',
  'pursuant to',
  'subject to (?:availability|terms|change|approval|review|the|our|certain|applicable|relevant|additional|conditions|verification)',
  'terms and conditions',
  '(?:our|the|company|relevant|applicable|official|local|internal|standard|appropriate|proper|established) (?:policy|policies|guidelines|procedures?|rules|criteria|regulations|laws|channels|protocols?|processes|authorities|professionals?|experts?|measures|steps|documentation|terms)',
  '(?:depends?|depending|contingent) (?:up)?on (?:the|your|various|several|many|a number of|a variety of|different|individual|certain|specific|multiple|other|relevant)',
  'based on (?:various|several|many|a number of|individual|certain|multiple|relevant|our|internal|different)',
  '(?:may|can|might|could) (?:vary|differ|change)(?=[.,;]| depending| based| by | from )',
  '(?:requirements|times|costs|rules|prices|fees|terms|results|policies|eligibility|conditions) (?:will )?(?:vary|differ)',
  'case[- ]by[- ]case',
  '(?:on an individual basis|reviewed individually|assessed individually|considered individually)',
  '(?:in|under) (?:certain|some|special|exceptional|specific) (?:cases|circumstances|conditions|situations)',
  '(?:restrictions|conditions|exceptions|fees|charges|limitations) (?:may|might) apply',
  '(?:as|if|where|when|wherever) (?:needed|necessary|appropriate|applicable|required)',
  '(?:appropriate|necessary|suitable|relevant|proper) (?:measures?|steps?|actions?|channels?|way|manner|care|precautions|information|professionals?|authorities|criteria|rules|factors|department)',
  'takes? [a-z ]{1,40} (?:very |extremely )?seriously',
  '(?:is|are) (?:very |extremely )?(?:important to us|our (?:top )?priority|of utmost importance|key|essential|crucial)(?=[.,! ]|$)',
  'industry[- ]standards?',
  'best practices?',
  'in due course|as soon as possible|in a timely manner|at the earliest',
  '(?:dealt with|handled|processed|treated|addressed|managed) (?:accordingly|appropriately|properly|with care|individually|through|in line|in accordance)',
  '(?:various|several|many|numerous|multiple|different|a number of|a variety of) (?:possible |potential |other )?(?:factors|reasons|causes|circumstances|options|possibilities|aspects)',
  'may or may not',
  '(?:eligible|qualifying|qualified) (?:customers?|users?|members?|applicants?|items?|products?|defects?|participants?)',
  '(?:generally|usually|normally|typically|often) (?:possible|permitted|allowed|available|accepted)',
  '(?:may|might|can) be (?:permitted|possible|subject|allowed|available|granted|considered|eligible|required)',
  'please (?:refer to|consult|review|check|see|contact|follow) (?:the|your|our|with|a|an|us)',
  'recommend (?:that you |reviewing |you )?(?:review|consult|refer|check|contact)',
  'make sure (?:that )?(?:everything|you are well|all)',
  '(?:everything|all settings) (?:is|are) (?:configured|set up|working) (?:properly|correctly)',
  '(?:do|take) what(?:ever)? is (?:necessary|needed|required)|well prepared',
  'fair and transparent|transparent manner',
  'set (?:out|forth) in|outlined in',
  'if you have any (?:further |other |more |additional )?(?:questions|concerns)',
  'as set out|as stated in|as described in',
]
const korean = [
  '(?:당사|내부|관련|회사|해당|소정의|정해진|별도|자체|운영)?\\s?(?:규정|정책|기준|약관|절차|법령|법규|방침|지침|원칙|매뉴얼)(?:과|와| 및 [가-힣]{2,6}(?: [가-힣]{2,4})?)?(?:에|을|를)? ?(?:따라|따른|의거|근거|준하|준수|입각)',
  '(?:이용 ?약관|약관|규정|공식 안내|안내|관련 (?:자료|문서|법령)|홈페이지|공지)(?:을|를|사항을)? ?(?:참고|참조|확인)(?:해|하)',
  '(?:상황|경우|상품|개인|사람|조건|상태|지역|환경|사례|요인|사안|시기|여건)(?:들)?에 따라(?:서)? ?(?:다르|다를|달라|상이|차이|가능|결정|변동|변경)',
  '에 따라(?:서)? (?:다르|다를|달라|상이|차이가)',
  '(?:여러|다양한|여러 가지|많은|각종) (?:요인|원인|이유|사항|조건|방법|경우|변수)',
  '(?:적절|적합|알맞|합당)(?:한|히|하게|절히)? ?(?:조치|처리|대응|방법|범위|절차|대처)?',
  '(?:필요|해당|가능)(?:한|할|하신|하실)? 경우',
  '(?:일정한|특정|일부|소정의) (?:조건|경우|상황|요건)',
  '(?:추가|일부) (?:제한|조건|비용)(?:이|을)? ?(?:있을|적용될|발생할)',
  '(?:가능할|달라질|다를|허용될|발생할|변경될|제한될|적용될) 수(?:도)? 있(?:습니다|으며|으니|어요)',
  '(?:제한|불이익|차이|변동|비용|수수료|예외|지연|원인|이유|조건|경우)(?:이|가|도)? ?(?:있을|생길) 수(?:도)? 있',
  '(?:순차적|종합적|개별적|단계적|합리적)으로',
  '(?:소중히|소중한|최선을 다|공정하고|투명한|성실히|철저히|신중하게|신중히)',
  '(?:매우|아주|무엇보다|가장|정말) (?:중요합니다|중요해요|필수적입니다)',
  '(?:사람|상황|경우|지역|나라|회사|개인|상품|제품) ?마다 (?:너무 |조금 |모두 |다 )?(?:다르|다를|달라|상이|차이)',
  '에 따라(?:서)? [가-힣 ]{1,12}(?:다르|다를|달라|차이)',
  '(?:관련|해당) (?:전문가|부서|기관|담당)',
  '(?:대상|해당) (?:고객|회원|자)(?:에|에게)? ?한(?:해|하여)',
  '(?:가능 여부|여부)(?:가|는|를)? ?(?:결정|판단|달라|확인)',
  '안내에 따라 ?(?:주|진행)',
  '(?:올바르게|제대로|정상적으로) (?:설정|구성|작동)',
]

/** Phrases in which nothing definite is said. */
export const englishEvasion = new RegExp(`\\b(?:${english.join('|')})`, 'i')
export const koreanEvasion = new RegExp(`(?:${korean.join('|')})`)

/** What says nothing by itself, evasive or not. */
export const englishCourtesy =
  /^(?:(?:i|we)(?:['’]m| am|['’]re| are)? ?(?:very |so |truly |really )?(?:sorry|apologi[sz]e|understand|appreciate|regret)|sorry|thank|thanks|hello|hi\b|sure|of course|certainly|yes\b[.!]?$|no\b[.!]?$|great question|good question|please (?:let me know|feel free|do not hesitate|don['’]t hesitate|note)|feel free|let me know|happy to|you['’]re welcome)/i
export const koreanCourtesy =
  /^(?:네[,. ]|네$|아니요[,. ]|안녕하세요|감사|고맙|죄송|불편을 드|이용에 불편|양해|문의(?:해|주)|좋은 질문|물론|추가로 궁금|더 궁금|궁금한 점|도움이 되)|(?:죄송합니다|감사합니다|부탁드립니다|바랍니다)[.!]?$/
