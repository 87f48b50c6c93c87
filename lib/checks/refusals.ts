const quickly = '(?:really |simply |just |also |currently |actually |unfortunately |sorry |afraid )?'
// what an "I can't" says that refuses nothing
const harmless =
  '(?!(?: ?(?:wait|think of|imagine|help but|stress|recommend (?:it )?enough|say enough|thank you|agree more|believe|emphasi[sz]e|go wrong|be happier|be more|blame|remember the last|argue with|overstate|get enough|lose|find (?:a|any) |read (?:that|it|this) as|tell (?:the|which|whether|what|if|from|apart)|hear|see (?:any|an|a|the) (?:image|picture|photo|error|mistake|attachment|question|problem)|reproduce the (?:problem|error|bug))))'
const english = new RegExp(
  [
    `\\bI(?:['’]m| am)? ?(?:afraid |sorry,? )?(?:but )?(?:that )?I? ?${quickly}(?:can['’]?t|cannot|can not) ${quickly}${harmless}[a-z]`,
    `\\bI(?:['’]m| am) ${quickly}(?:unable to|not able to|not allowed to|not permitted to|not comfortable|not going to|not authori[sz]ed to|not equipped to|not in a position to|incapable of|prohibited from) ?`,
    `\\bI ${quickly}(?:won['’]t|will not|must decline|have to decline|need to decline|decline to|refuse to|do not wish to|don['’]t feel comfortable) ?${harmless}`,
    `\\bI ${quickly}(?:do not|don['’]t) ${quickly}(?:have|provide|offer|support|engage|discuss|create|share|generate|give) (?:the (?:ability|capabilit(?:y|ies)|capacity|means|option|authority|permission|function)|access|a way|any way|any access|permission|the access|such|(?:medical|legal|financial|personal|real-time|that))`,
    `\\bI ${quickly}(?:do not|don['’]t) have (?:any |enough |that |this |the |such )?(?:information|details|data)\\b`,
    `\\bI(?:['’]m| am)? ${quickly}(?:lack the (?:ability|means|access|information|knowledge)|not (?:qualified|trained|equipped|programmed|designed) (?:to|for))`,
    `\\bI (?:have not|haven['’]t|was not|wasn['’]t) (?:been )?(?:trained|designed|programmed|built) (?:to|for)\\b`,
    `\\b(?:my (?:current )?(?:capabilit(?:y|ies)|functions?|abilities) (?:are|is) (?:currently )?(?:limited|restricted))`,
    `\\bI(?:['’]m| am) only (?:able|allowed|here|designed|trained) to\\b|\\bI can only (?:help|assist|answer|support|discuss|talk about|provide)\\b`,
    `\\bI (?:must|have to|need to|['’]ll have to) refuse\\b|\\bI(?:['’]d| had) better not (?:answer|say|talk|comment)`,
    `\\bI ${quickly}(?:don['’]t|do not) (?:do|give|offer) (?:medical|legal|financial|tax|investment|that kind|this kind)`,
    `\\b(?:that|this)(?:['’]s| is) not something I (?:do|offer|provide|answer|discuss)\\b`,
    `\\bwe(?:['’]re| are)? ${quickly}(?:can['’]?t|cannot|can not|unable to|not able to|not allowed to) (?:share|disclose|reveal|give out|discuss|provide (?:that|this|such)|comment|help (?:you )?with|assist|process your (?:request|question)|answer (?:that|this))`,
    `\\b(?:falls?|lies?|is|are) outside (?:of )?my (?:expertise|knowledge|area|field)\\b`,
    `\\b(?:there['’]s|there is) no way for me to\\b`,
    `\\bI have no (?:way|access|means|ability|permission)\\b`,
    `\\bI(?:['’]d| would) (?:rather not|prefer not to|have to decline)\\b`,
    `\\bI(?:['’]ll| will) have to (?:pass|decline)\\b`,
    `\\b(?:something|anything|what) (?:that )?I (?:can['’]t|cannot|won['’]t|am unable to|am not able to|['’]m not able to)\\b`,
    `\\b(?:isn['’]t|is not|aren['’]t) (?:something|anything) (?:that )?I(?:['’]m able to| can| could| am able to)\\b`,
    `\\b(?:isn['’]t|is not|it['’]s not|not) possible for me\\b`,
    `\\b(?:outside|beyond) (?:of )?(?:what I|my (?:scope|abilities|capabilities|ability|role|remit))\\b`,
    `\\b(?:against|violates?) my (?:guidelines|policy|policies|principles|programming)\\b`,
  ].join('|'),
  'gi',
)

const no = '(?:없습니다|없어요|없네요|없는|없으니|없음을|없고|없답니다|없지만|없을 것|없겠|없다|없어(?!서))'
// “문제가”, “먼저는” end in the same syllables
const alone = '(?<![가-힣])'
const korean = new RegExp(
  [
    `드릴 수(?:는|가|도)? ${no}`,
    `도와\\s?(?:드릴|줄) 수(?:는|가)? ${no}`,
    '드리(?:기|긴)(?:는|가|에는)? (?:어렵|어려|힘들|힘든|곤란)',
    '드리지 (?:않|못)(?:습니다|아요|을게|겠|합니다|해요)',
    '(?:거절|사양)(?:하겠|합니다|할게|해야|드립니다|하고 싶)',
    '(?:그건|그것은|그런|해당|이런|이 질문|그 질문|요청|농담|내용|답변|말씀|답|조언)[^.!?\\n]{0,24}(?:(?:하지|드리지|제공하지|돕지|쓰지) 않(?:을게|겠|을래)|(?:드리지|제공하지|돕지) 않(?:습니다|아요))',
    `${alone}제가[^.!?\\n]{0,24}(?:일이|것이|영역이) 아니(?:어서|라서|라|므로)`,
    '(?:정보|자료|내용)(?:를|을)? (?:가지고|갖고|알고) 있지 않',
    `${alone}(?:저는|저로서는|저로선|제가|저에게는|저에겐|제 능력으로는|여기서는|이 채팅에서는|이 대화에서는|현재로서는)[^.!?\\n]{0,50}수(?:는|가|도)? ${no}`,
    `${alone}(?:저에게는|저에겐|저는|제게|제게는|저희에게|저한테)[^.!?\\n]{0,40}(?:권한|기능|방법|능력|접근 권한)(?:이|은)? ?${no}`,
    '(?:제가|저는)?[^.!?\\n]{0,20}할 수 있는 (?:일|것|부분|영역)이 (?:아니|아닙)',
    '(?:도울|도와드릴|답할|답변드릴|안내할|제공할) 수 있는 범위(?:를|가)? (?:벗어|넘|아니)',
    '(?:확인|조회|제공|안내|답변|처리|접근|도움|지원|공유|공개)(?:이|가|은|는|을 드리는 것은|해 드리는 것은)? (?:불가능합니다|불가합니다|불가능해요|어렵습니다|어려워요|곤란합니다)',
    `${alone}제 (?:기능|능력|권한)[^.!?\\n]{0,16}(?:불가능합니다|불가합니다|밖(?:의|이|입)|벗어)`,
    '^(?:죄송하지만 |미안하지만 )?그(?:런|) (?:기능|요청|작업|질문|서비스)(?:은|는|에는|에 대해서는)? ?(?:지원|제공|처리)하지 (?:않습니다|않아요)',
    '^(?:그건|그것은|그 부분은|그 점은)[^.!?\\n]{0,8}(?:곤란합니다|곤란해요|어렵겠습니다|어렵습니다)',
    '(?:의료|의학|법률|세무|투자|금융|진료|심리) ?(?:상담|조언|자문|추천)(?:은|는|을|를)? ?(?:하지|해 ?드리지|드리지) (?:않|못)',
    '(?:문의|질문|관련 내용|업무|상담)(?:만|에 대해서만|에만) (?:도와|답변|안내|답)[^.!?\\n]{0,6}수 있',
    `(?:요청|부탁|요구|질문)(?:은|는|에는|에|을|를)? ?(?:받아들일|들어줄|들어드릴|응할|답할|수락할) 수(?:는|가)? ${no}`,
    `(?:그건|그것은|그런 건|이건)[^.!?\\n]{0,12}(?:알려|말해|가르쳐|보여|답해) ?(?:줄|드릴) 수(?:는|가)? ${no}`,
    '(?:도움|답변|답)(?:을|이)? ?(?:드리지|되지|주지) 못(?:해|하|합)',
    `${alone}(?:저로서는|저는|저로선|제가)[^.!?\\n]{0,12}(?:알|확인할|도울) (?:길|방법|도리)(?:이|은)? ${no}`,
    '(?:공개|공유|제공|안내|답변)(?:할|해 ?드릴) 수 없는 (?:정보|내용|사항|질문)',
    `${alone}제가 (?:도울|도와드릴|할|답할) 수 있는 (?:일|것|부분|영역)(?:이|은)? 아[니닙]`,
    '(?:언급|답변|답|대답|제공|공유)(?:을|를)? ?(?:하지|은 하지|는 하지) (?:않|못)(?:습니다|겠|을게|합니다)',
  ].join('|'),
  'g',
)
const hangul = /[가-힣]/
// what can't be said, or taken, to be so is an opinion
const opinion =
  /(?:다|라|냐|자)고(?:는|만|까지)? ?(?:할|볼|말할|단정할|단언할|장담할) 수(?:는|가|도|만은)? ?없[가-힣]{0,4}$/
// what a refusal can't do without: a look before the long ones
const koreanSigns = /없|않|못|드리[기긴]|거절|사양|아[니닙]|벗어|밖|불가|어렵|곤란|만 (?:도와|답|안내)/
const englishSigns = /\b(?:I|my|me|we)\b/i

function find(pattern: RegExp, sentence: string): RegExpExecArray | null {
  for (const match of sentence.matchAll(pattern)) if (!opinion.test(match[0])) return match
  return null
}

/** Where a sentence refuses what was asked; null where it doesn't. */
export function refusalIn(sentence: string): { from: number; to: number } | null {
  const match =
    (koreanSigns.test(sentence) && find(korean, sentence)) ||
    (englishSigns.test(sentence) && find(english, sentence)) ||
    null
  if (!match) return null
  // to the end of what it says: the verb tells what is refused
  const rest = sentence.slice(match.index + match[0].length)
  const stop = rest.search(/[.!?;:,。]|$/)
  // the word that a Korean ending belongs to stands before it
  const before = /[가-힣]{1,8} ?$/.exec(sentence.slice(Math.max(0, match.index - 9), match.index))?.[0] ?? ''
  const from = hangul.test(match[0][0]!) ? match.index - before.length : match.index
  return { from, to: match.index + match[0].length + stop }
}
