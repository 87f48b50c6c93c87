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

/** Whether a text says nothing but that something was heard or will come; `asked` where a yes is an answer. */
export function isFiller(text: string, asked: boolean): boolean {
  if (text.length > 200) return false
  const clauses = clausesOf(text)
  if (clauses.length === 0) return false
  const isDelay = (clause: string) => delays.has(clause) || withDelay.test(clause)
  if (!clauses.every((clause) => assents.has(clause) || receipts.has(clause) || isDelay(clause))) return false
  return !(asked && clauses.every((clause) => assents.has(clause)))
}

/** Whether a yes answers this turn, as far as its ending tells: a question, or thanks. */
export function takesYes(text: string): boolean {
  const end = text.slice(-200).trimEnd()
  return (
    /(?:[?？]|나요|가요|까요|돼요|되요|니|을까)$/.test(end) ||
    /^(?:thanks|thank you|thx|감사|고마)/i.test(text)
  )
}
