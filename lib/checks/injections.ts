// Families of what tries to override what an assistant was told. Gaps between words are bounded: each pattern is linear.

const few = (most: number) => `(?:\\p{L}{1,12} ){0,${most}}?`
const instructions = '(?:instructions?|prompts?|rules|guidelines|directives|constraints|restrictions)'
const told = '(?:previous|prior|above|earlier|preceding|initial|original|system|your|foregoing)'
// a word of its own, with or without its particle
const toldKo =
  '(?<!\\p{L})(?:(?:이전|앞|위|앞서|지금까지|기존|시스템|초기|원래)(?:의|에|에서)?|너의|네|니|당신의|당신이|네가|받은|주어진|설정된) '
const rulesKo = '(?:지시|지침|명령|규칙|프롬프트|제한|가이드라인)'
const yourKo = '(?<!\\p{L})(?:너의|네|니|네가|너한테|너에게|당신의|당신이|당신에게) '

const families = [
  // leave what you were told
  `\\b(?:ignore|disregard|forget|override|bypass)\\b ${few(3)}${told} ${few(3)}${instructions}`,
  `\\b(?:ignore|disregard|forget)\\b (?:the |all |all the |any )?${instructions} (?:you|that you|given|above|from before)`,
  '\\b(?:ignore|disregard|forget) (?:about )?(?:everything|all|anything)(?: of the| that(?: is| was)?)? (?:above|before|prior|previous|you (?:were|have been|know)|i (?:said|told))',
  `\\bdo not (?:follow|obey) ${few(2)}(?:previous|prior|above|your|original|system) ${few(2)}${instructions}`,
  // show what you were told
  `\\b(?:reveal|show|print|output|repeat|display|expose|leak|recite|dump)\\b ${few(3)}(?:the|this) (?:system|hidden|initial|secret|internal) (?:prompt|instructions?)`,
  `\\b(?:reveal|show|print|output|repeat|display|tell|give|expose|leak|recite|dump|write|quote|share)\\b ${few(4)}your ${few(2)}(?:system|hidden|initial|secret|original|internal|full|exact) ${few(2)}(?:prompt|message|instructions?|guidelines|rules|configuration)`,
  `\\b(?:reveal|show|print|output|repeat|display|expose|leak|recite|dump|quote)\\b (?:me |us |back |out )?(?:all )?(?:of )?your ${few(1)}(?:instructions|prompt|guidelines|rules|directives)`,
  '\\brepeat (?:all |back )?(?:of )?(?:the )?(?:words|text|everything|sentences|lines)(?: \\p{L}{1,12}){0,2}? (?:above|before)',
  '\\bwhat (?:is|are|was|were) your (?:system|hidden|initial|secret|original) (?:prompt|instructions|message)',
  // be another
  "\\b(?:you are|you’re|you're|act as|become|be) (?:now )?(?:dan|stan|jailbroken|an? (?:unrestricted|unfiltered|uncensored|jailbroken))\\b",
  `\\b(?:pretend|imagine|act as if|act like|behave as if|assume)(?: that)? you (?:have|had|are|were|follow)(?: under| bound by)? (?:no|without|not bound by|free of|free from) ${few(1)}(?:rules|restrictions|guidelines|limits|limitations|filters?|ethics|policies|constraints)`,
  `\\b(?:enter|enable|activate|switch to|go into|turn on|you are in)\\b ${few(1)}(?:developer|dev|god|admin|debug|jailbreak|sudo|unrestricted) mode[.,!:;]? (?:and|in|where|you|now|from|then|to)\\b`,
  '\\bdo anything now\\b|\\bjailbreak (?:yourself|mode)',
  `\\bfrom now on,? (?:you|your)\\b[\\p{L}\\p{N}’' ,]{0,40}?(?:no (?:rules|restrictions|limits|filter)|unrestricted|without (?:restrictions|limits|rules|filters?))`,
  // speak as the system
  '</?(?:system|instructions?|im_start|im_end|admin)>|<\\|im_(?:start|end)\\|>|\\[/?(?:inst|system|admin)\\]|<<sys>>',
  '\\b(?:system|admin|developer|security) override\\b|\\bbegin (?:of )?new instructions\\b',
  '\\bnew (?:system )?(?:instructions?|directive) ?(?::|follow)',
  '\\b(?:ai|llm|language model|assistant)s? (?:assistants? |agents? )?(?:reading|processing|summari[sz]ing|parsing) this\\b',
  '^ ?(?:system|admin|developer|root) ?: ?(?:you|the (?:assistant|ai|bot|model|agent)|ignore|new|from now)\\b',
  // leave the rules, in other words
  `\\b(?:stop|quit) (?:following|obeying) ${few(3)}(?:rules|instructions|guidelines|policy|policies|script|orders)`,
  `\\b(?:skip|bypass|disable|turn off|switch off|drop) ${few(2)}(?:safety|security|content|moderation) (?:checks?|filters?|rules|protocols?|guidelines)`,
  `\\b(?:everything|all the text|the text|what stands) (?:above|before)(?: this)?(?: line| point)? (?:was|is) (?:just |only )?(?:a test|fake|wrong|a joke|void|not real)`,
  `\\b(?:game|story|world|role) ${few(2)}(?:in which|where|with|that)(?: there are)? ${few(2)}you (?:have|follow|obey) no (?:rules|limits|restrictions|filters?)`,
  `\\byou are (?:now )?in (?:developer|dev|god|admin|debug|root) mode\\b[,.]? ${few(1)}(?:rules|restrictions|limits|filters?)`,
  `\\b(?:tell|show|give|append|print|reveal|write|add|include|output)\\b ${few(9)}(?:in|of) your (?:system )?(?:prompt|configuration|instructions)`,
  `\\bwhat (?:were|are) you (?:told|instructed) (?:at the (?:start|beginning)|before|first|to do)`,
  // the same in Korean
  '^ ?(?:시스템|관리자) ?: ?(?:너|넌|당신|상담원|어시스턴트|챗봇|모델|봇)',
  '(?:규칙|제한|지침|검열)(?:이|은|도)? ?없는 (?:게임|놀이|세계|이야기|역할)',
  '(?:규칙|지시|지침|명령)(?:은|는|을|를)? (?:이제 |더 |더는 |더 이상 )?(?:그만 따르|따르지 마|따르지 말|안 따라도)',
  '(?:위|앞)(?:의)? (?:내용|글|말|대화)(?:은|는)? (?:모두 |전부 |다 )?(?:시험|테스트|가짜|거짓|농담)',
  '(?:안전|보안|검열) (?:검사|필터|장치|규칙)(?:은|는|을|를)? (?:모두 |전부 |다 )?(?:건너뛰어(?! ?도)|꺼 ?(?:줘|라|버려)|해제해)',
  '개발자 ?모드(?:야|다|입니다)[.,!]? ?(?:이제 )?(?:규칙|제한|모든|뭐든)',
  '(?:처음에|맨 처음|시작할 때) (?:어떤|무슨) (?:지시|명령|프롬프트|지침)(?:를|을)? ?(?:받|들)',
  `${toldKo}[\\p{L} ]{0,16}?${rulesKo}[\\p{L} ,]{0,10}?(?:무시|잊|따르지|버리|어기|해제|삭제|초기화)`,
  `${rulesKo}(?:사항|들)?(?:은|는|을|를)? ?(?:다 |모두 |전부 |전혀 )?(?:무시해 ?(?:줘|라|버려|[.!])|잊어)`,
  `(?:시스템|숨겨진|숨은|내부|비밀)[\\p{L} ]{0,8}?(?:프롬프트|지침|지시)[\\p{L} ]{0,12}?(?:출력|보여|공개|알려|말해|반복|복사|적어|써 ?줘|뭐야|뭐니|무엇)`,
  `${yourKo}[\\p{L} ]{0,8}?(?:프롬프트|지침|지시|명령문|규칙)[\\p{L} ]{0,12}?(?:출력|보여|공개|알려|말해|반복|복사|적어|써 ?줘|뭐야|뭐니|무엇)`,
  '프롬프트 ?(?:원문|전문|전체)|초기 설정을? ?(?:공개|출력)',
  '(?:지금부터|이제부터|앞으로|이제) (?:너는|넌|당신은|네가)[\\p{L}\\p{N} ,]{0,24}?(?:제한|규칙|필터|검열|윤리)[\\p{L} ]{0,6}?(?:없|받지|무시|해제|벗어)',
  '(?:규칙|제한|필터|검열|지침)[\\p{L} ]{0,6}?(?:없는 것처럼|없다고 (?:가정|생각)|없는 척|없이 (?:대답|답|행동))',
  '(?:개발자|관리자|디버그|탈옥|무제한|제한 해제) ?모드(?:로|에)? ?(?:전환|진입|들어가|바꿔|작동|실행)(?:해|하고|하라|시켜|줘)?[.,!]? ?(?:이제|그리고|너|넌|규칙|제한|모든|뭐든|무엇이든)',
  '(?:\\[(?:시스템|관리자)\\]|(?:^|[\\s\\]])새로운? (?:지시|명령|규칙|시스템 메시지)(?:사항)? ?:)',
]
const pattern = new RegExp(families.map((family) => `(?:${family})`).join('|'), 'iu')
/** One of these stands in all that the families find; most texts hold none, and are done. */
const needed =
  /instruction|prompt|rules|configurat|safety|security|moderation|were you|everything above|text (?:above|before)|^ ?(?:system|admin|developer|root) ?:|guideline|directive|constraint|restrict|polic|ignore|disregard|forget|repeat|\bdan\b|\bstan\b|jailbr|unfilt|uncens|limit|filter|ethic|mode|anything now|<[|/<si]|\[\/?(?:inst|sys|adm)|overrid|ing this|지시|지침|명령|규칙|프롬프트|설정|제한|가이드|필터|검열|윤리|모드|안전|보안|(?:위|앞)의? (?:내용|글|말|대화)|^ ?(?:시스템|관리자) ?:|\[시스템|\[관리자|시스템 메시지/i

/** The first words of a text that try to override an assistant's instructions, as positions; null: none. */
export function injectionIn(text: string): { from: number; to: number } | null {
  if (!needed.test(text)) return null
  const match = pattern.exec(text)
  return match ? { from: match.index, to: match.index + match[0].length } : null
}
