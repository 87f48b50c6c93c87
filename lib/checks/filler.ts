// What an assistant says while it says nothing: each list is of whole sentences, after punctuation and case are gone.

/** A text as its clauses: lower case, without marks, emoji and emoticons. */
function clausesOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[:;]-?[)(dp]|\^\^|[~♡♥]/g, ' ')
    .split(/[.!?,;:…\n—–]/)
    .map((clause) =>
      clause
        .replace(/[^\p{L}\p{N}' ]/gu, ' ')
        .replace(/ +/g, ' ')
        .trim(),
    )
    .filter((clause) => clause !== '')
}

const words = (list: string): ReadonlySet<string> => new Set(list.split('|'))

/** Yes and no more: an answer to a question or to thanks, else filler. */
const assents = words(
  'sure|sure thing|no problem|of course|certainly|absolutely|definitely|yes|yeah|yep|gladly|네|예|넵|넹|네네|물론이죠|물론입니다|그럼요|당연하죠|좋아요|좋습니다|네 고객님|예 고객님',
)

/** Says that something was heard. */
const receipts = words(
  "ok|okay|okey|alright|all right|right|got it|i got it|understood|noted|i see|i understand|i hear you|will do|hm|hmm|ah|oh|well|great|great question|good question|perfect|thanks|thank you|thank you for waiting|thanks for waiting|thanks for reaching out|thank you for reaching out|thank you for contacting us|thanks for contacting us|thank you for your patience|thanks for your patience|thank you for asking|sorry|sorry about that|i'm sorry|i'm sorry to hear that|sorry to hear that|sorry for the inconvenience|i apologize for the inconvenience|알겠습니다|알겠어요|알겠어|알았어요|알았습니다|이해했습니다|이해했어요|확인했습니다|확인했어요|접수했습니다|그렇군요|그러시군요|그러셨군요|그랬군요|아|아하|음|흠|오|고객님|감사합니다|고맙습니다|문의해 주셔서 감사합니다|문의 주셔서 감사합니다|연락 주셔서 감사합니다|기다려 주셔서 감사합니다|좋은 질문이네요|좋은 질문입니다|죄송합니다|불편을 드려 죄송합니다|불편을 끼쳐 죄송합니다",
)

/** Promises to say something later, or asks for nothing but time. */
const delays = words(
  "one moment|one moment please|just a moment|just a moment please|a moment|a moment please|one second|one sec|just a second|just a sec|give me a second|give me a moment|give me a minute|one minute|just a minute|one minute please|just a minute please|hold on|please hold on|please hold|please wait|please wait a moment|wait a moment|hang on|bear with me|please bear with me|let me check|let me check that|let me check that for you|let me check for you|let me check this for you|let me see|let me think|let me look|let me look into it|let me look into that|let me look into this|let me take a look|let me have a look|let me find out|let me look that up|let me get back to you|i'll check|i'll check that|i'll check that for you|i will check|i will check that for you|i'll look into it|i'll look into this|i'll look into that|i'll get back to you|i will get back to you|i'll be right back|i'm checking|i'm checking that now|checking now|checking|working on it|i'm working on it|on it|right away|i'll do that|i'll get right on it|here you go|go ahead|please go ahead|go on|잠시만|잠시만요|잠깐만|잠깐만요|조금만요|잠시만 기다려 주세요|잠시만 기다려주세요|잠깐만 기다려 주세요|잠깐만 기다려주세요|조금만 기다려 주세요|조금만 기다려주세요|잠시 기다려 주세요|잠시 기다려주세요|기다려 주세요|조금만 기다려 주시겠어요|잠시만 기다려 주시겠어요|잠시 기다려 주시겠어요|확인해 보겠습니다|확인해보겠습니다|확인해 볼게요|확인해볼게요|확인하겠습니다|확인할게요|확인해 드리겠습니다|확인해드리겠습니다|확인해 드릴게요|확인해드릴게요|바로 확인해 드릴게요|바로 확인해 드리겠습니다|바로 확인하겠습니다|확인 중입니다|확인중입니다|확인하고 있습니다|확인 후 안내해 드리겠습니다|확인 후 안내드리겠습니다|확인 후 연락드리겠습니다|확인 후 말씀드리겠습니다|알아보겠습니다|알아볼게요|살펴보겠습니다|살펴볼게요|찾아보겠습니다|찾아볼게요|한번 볼게요|한번 보겠습니다|바로 처리하겠습니다|처리해 드리겠습니다|말씀해 주세요|말씀하세요|네 말씀하세요",
)

/** Openers that a delay may carry: "let me check that while …" is left to people, these are not. */
const withDelay =
  /^(?:(?:please )?(?:hold on|wait|one moment|just a moment|give me a moment)|let me) (?:a moment |a minute )?while i (?:check|look|see|find)/

const interjection =
  /^(?:(?:아|아하|음|흠|네|넵|예|넹|네네|오|앗|ok|okay|sure|well|alright|so|and|then|please|oh|ah) )+(?=.)/
const pleased =
  /^(?:i |we )?(?:['’]?(?:d|ll|m|re)|would|will|am|are)? ?(?:be )?(?:more than |very |so )?(?:happy|glad|delighted|pleased) to (?:help|assist)(?: you)?(?: (?:with|on|out)(?: \w+){0,4})?$|^i (?:can|will|['’]ll) (?:help|assist)(?: you)?(?: with (?:that|this|it))?$|^(?:제가 )?(?:바로 |금방 |기꺼이 |얼른 )*도와 ?드(?:리겠습니다|릴게요)$/
const promises = [
  // look for it
  /^(?:let me|allow me to|i['’]?ll|i will|i am going to|i['’]m going to|we['’]?ll|we will|i['’]m|i am|we are|we['’]re)(?: (?:just|quickly|go and|go ahead and|now|gladly|try to|be))* (?:check|look|see|find|pull|verify|take a look|take a quick|get (?:back|right|on)|investigat|review|search|bring up|dig|transfer|connect|put you)[a-z]*(?: [a-z']{1,15}){0,9}$/,
  /^(?:please )?(?:give|allow) me (?:a|one|just a|a few|a couple of) (?:quick )?(?:secs?|seconds?|moments?|minutes?|bit)(?: please| to(?: [a-z']{1,15}){1,7})?$/,
  /^(?:just )?(?:a|one) (?:sec|second|moment|minute|tick)(?: please)?$/,
  /^(?:please )?(?:hold|hold on|wait|stand by|bear with me|hang on|hang tight)(?: please)?(?: (?:a|one|for a|just a) (?:moment|second|minute|sec))?(?: while (?:i|we)(?: [a-z']{1,15}){1,8})?$/,
  /^(?:thanks|thank you)(?: so much| very much)? for (?:your|the|reaching|contacting|waiting|asking|getting|letting|writing|sharing|providing)(?: [a-z']{1,15}){0,6}$/,
  /^[가-힣 ]{0,14}(?:확인|조회|검토|점검|체크|알아|찾아|살펴|연결)[가-힣 ]{0,12}(?:겠습니다|게요|중입니다|중이에요)$/,
  /^(?:[가-힣 ]{0,10}(?:확인|연결|조회|알아보|찾아보|처리)[가-힣 ]{0,12}(?:테니|동안|니까|까지|때까지) )?(?:잠시|잠깐|조금)(?:만)?(?: 더)?(?:요| ?(?:기다려|대기해)[가-힣 ]{0,10}(?:주세요|바랍니다|주시겠어요|주실래요|주십시오|부탁드립니다|부탁드려요|주시면 됩니다))$/,
]
const isPromise = (clause: string): boolean =>
  clause.length <= 80 && !/\d/.test(clause) && promises.some((pattern) => pattern.test(clause))

/** Whether a text says nothing but that something was heard or will come; `asked` where a yes is an answer. */
export function isFiller(text: string, asked: boolean): boolean {
  if (text.length > 200) return false
  const clauses = clausesOf(text)
  if (clauses.length === 0) return false
  const plain = clauses.map((clause) => clause.replace(interjection, ''))
  const isAssent = (clause: string) => assents.has(clause) || pleased.test(clause)
  const isDelay = (clause: string) => delays.has(clause) || withDelay.test(clause) || isPromise(clause)
  const isEmpty = (clause: string) => isAssent(clause) || receipts.has(clause) || isDelay(clause)
  if (!clauses.every((clause, i) => isEmpty(clause) || isEmpty(plain[i]!))) return false
  return !(asked && clauses.every((clause, i) => isAssent(clause) || isAssent(plain[i]!)))
}

// to “when?” a yes is no answer
const asksWhat =
  /(?:^|[.!?\n] )(?:what|when|where|who|why|which|how (?:much|many|long|far|old|do|does|did))\b(?! about| if)[^.!?\n]{0,120}\?$|(?:얼마|언제|어디|뭐|누구|왜|무엇)(?:예요|에요|인가요|죠|야|요|지요)?\?*$/i

// what is to be judged may stand behind the question
const asksWhether =
  /\b(?:tell|say|state|decide|determine|judge|classify|predict|answer|reply|respond)\b[^.!?\n]{0,40}\b(?:if|whether|yes or no|yes\/no|true or false)\b|(?:[은는인]지|여부|예\/아니오|네\/아니오|예 ?아니오|맞으면)[^.!?\n]{0,16}(?:판단|판별|판정|분류|구분|답|대답|말해|골라|맞혀)/i

/** Whether a yes answers this turn, as far as its words tell: a question, what is to be judged, or thanks. */
export function takesYes(text: string): boolean {
  const end = text.slice(-200).trimEnd()
  if (asksWhat.test(end)) return false
  return (
    /(?:[?？]|나요|가요|까요|돼요|되요|니|을까)$/.test(end) ||
    /^(?:thanks|thank you|thx|감사|고마)/i.test(text) ||
    asksWhether.test(text.slice(0, 2000))
  )
}
