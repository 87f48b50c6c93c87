const asksFact =
  /[?？]|^(?:how|what|where|when|who|whom|whose|which|why|is|are|was|were|do|does|did|can|could|should|may|will|has|have|tell me (?:which|what|when|where|who|how)|please tell me)\b|(?:까|나요|가요|니|냐|뭐야|뭐지|누구야|언제야|어디야|얼마야|몇 \S+|는지 알려|방법)\s*[.?!]*$/i
// many right answers: works of one's own, advice, tastes, chance
const invitesMany =
  /\b(?:write|compose|create|draft|invent|imagine|story|poem|joke|riddle|slogan|tagline|haiku|limerick|brainstorm|ideas?|suggest(?:ions?)?|recommend(?:ations?)?|name (?:a|an|some|one|two|three|\d+)|list (?:some|a few|\d+|two|three|five|ten)|give me|examples?|random|favou?rite|opinion|think (?:of|about)|tips|advice|should i(?![^?\n]{0,80} or )|roll|flip|guess|explain|describe|paraphrase|rewrite|rephrase|summari[sz]e|how are you|who are you|what['’]?s up|tell me about|tell me a)\b|써 ?줘|써 ?주|지어 ?줘|지어 ?주|만들어 ?줘|추천|아이디어|이야기해|농담|시 한|제안|예를|예시|골라|뽑아|굴려|던져|생각해|어떻게 생각|어때|조언|설명|요약|바꿔 ?줘|고쳐 ?줘|뭐 하|뭐해|좋을까|될까|할까|일까|을까|심심|기분|이란|생각하|견해|입장|평가|정당한|적절한|바람직|가능성|영향|전망|방안|방향|의미|것인가|부작용|(?:가|이) 뭐(?:예요|야|에요|지|죠|니)|무엇인가/i

// where, who, when, how many: what a few words answer
const asksDatum =
  /\b(?:who|whose|where|when|which|how (?:many|much|long|old|far|often)|what(?:['’]s| is| are| was| were| time))\b|누구|누가|어디|언제|몇|무엇|무슨|어느|얼마|방법|어떻게 (?:하나|해야|되나|신청|사용|설정|변경|취소)/i

/** Whether a few words answer a question: where, who, when, how many. Then answers that share no word contradict. */
export const asksForDatum = (question: string): boolean => asksOneThing(question) && asksDatum.test(question)

/** Whether a turn asks for one thing that is so or isn't: only then opposites contradict. */
export const asksOneThing = (question: string): boolean =>
  asksFact.test(question) && !invitesMany.test(question)
const seeksAdvice =
  /고 싶(?:어|다|은데|네)[가-힣]{0,2}[\s.!~?]*$|(?:할까|될까|갈까|볼까|말까)요?[\s.!~?]*$|\bshould i\b|\bi (?:want|would like|['’]d like) to [^.?!\n]{1,60}[.!]?\s*$/i

/** Whether somebody who says so is told to do it or not to do it. */
export const asksForAdvice = (question: string): boolean => seeksAdvice.test(question.slice(-300))

const whether =
  /(?:^|[.!?,;:]\s{1,3}|\bplease |\bknow )(?:is|are|was|were|do|does|did|can|could|may|will|has|have|if|whether) (?!you\b)|(?:나요|가요|니까|니|돼요?|되나|있어요?|없어요?|될까요?|수 있을까요?)\s*[?？]*\s*$/i
const asksWhich =
  /\b(?:who|whose|where|when|which|what|why|how|or)\b|누구|누가|어디|언제|몇|무엇|무슨|뭐|뭘|어느|얼마|어떻|왜|아니면/i

/** Whether yes or no would answer a question of fact. */
export const asksWhether = (question: string): boolean =>
  question.length <= 300 && whether.test(question) && !asksWhich.test(question) && !invitesMany.test(question)

/** Whether several answers are as right as any: then only a yes against a no counts, or a refusal. */
export const isOpenEnded = (question: string): boolean => invitesMany.test(question)
