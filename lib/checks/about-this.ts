// Sentences about the user, the product, the policy or the file at hand. All else is general knowledge or advice,
// which no conversation has to hold.

const ours =
  /\bours?\b(?! (?:answer|equation|result|example|function|code|case|data|first|second|third|next|final|problem|calculation|formula|goal|list|loop|variable|solution|planet|solar|sun|galaxy|world|bod|brain|ancestor|li[fv]es?\b|eyes|total|numbers?|estimate|guess|universe|species|understanding|conversation))|\bwith us\b|\bus (?:at|on|within)\b|\bwe(?:['’]re| are)? (?:open|closed|located|offer|charge|ship|deliver|refund|accept|provide|guarantee|sell|stock|close|require|process|operate|reimburse)\b/i
const yours =
  /\byour (?:[a-z-]{1,20} ){0,2}(?:orders?|account|contract|plan|subscription|booking|reservation|appointment|balance|points|scores?|grade|results?|parcel|package|shipment|delivery|invoice|bill|policy|laptop|phone|computer|device|card|file|report|document|refund|payment|ticket|application|meeting|flight|membership|name|address|manager|warranty|guarantee|salary|shift|deposit|loan|purchase|item|room|visit|claim|coverage|trial|test|essay|manuscript)\b/i
const you =
  /\byou(?:['’]re| are) (?:on|in|enrolled|eligible|entitled|due|registered|\d)|\byou(?:['’]ve| have) [^.]{0,24}(?:left|remaining|until|to (?:return|cancel|decide|pay))|\byou (?:scored|paid|ordered|bought|owe|signed|live|qualify|were (?:charged|billed))|\byou can (?:return|cancel|exchange|send (?:it|them) back)|\byou(?:['’]ll| will)? (?:get|receive|be charged)\b[^.]{0,30}(?:off|discount|refund|free|points|back)\b|\b(?:since|because|as) you(?:['’]re| are| have)\b/i
const file =
  /\b(?:according to|per|as stated in|as shown in) (?:the|your|our|this) |\b(?:the|this|that|your) (?:[a-z]{1,15} )?(?:contract|file|report|document|article|passage|text|author|agreement|manual|invoice|spreadsheet|pdf|attachment|paper|e-?mail|letter|memo|transcript|statement|survey) (?:says?|states?|has|have|is|mentions?|lists?|shows?|allows?|gives?|contains?|was|reports?|writes?|wrote|notes?|claims?|adds?|covers?)\b/i
const acted =
  /\b(?:I|we)(?:['’]ve| have|['’]ll| will) (?:just |also |already |now )?(?:book|ask|schedul|reserv|refund|send|sent|issu|arrang|appl|credit|e-?mail|call|assign|forward|charg|cancel)/i
const policy =
  /\bunder (?:policy|section|clause)\b|\b(?:promo |discount |gift )?(?:codes?|coupons?|vouchers?|points|gift cards?) (?:[a-z]{1,12} ){0,2}(?:expires?|lasts?|are valid|is valid)|\b(?:technician|courier)s?\b|\b(?:returns?|refunds?|exchanges?|shipping|delivery|cancellations?|warranty|guarantee|subscription|membership|opening hours|check-?in|check-?out|late fee|helpline|hotline|customer (?:service|support)) (?:[a-z]{1,12} )?(?:periods?|windows?|policy|fees?|costs?|times?|takes?|is|are|must|can|lasts?|within|at)\b/i
const korean =
  /저희|당사|무상|규정 제|규정 번호|약관 제|후속 모델|신제품|사전 예약|출시|(?:예약|접수|발송|환불|등록|신청|변경)(?:해|하여) ?(?:두었|드렸|드리겠|드릴)|본사는|우리 (?:매장|호텔|회사|가게|학원|병원|서비스|쇼핑몰)|고객님(?:의|은|이|께서|께)|회원님(?:의|은|이|께서|께)|귀하|님의 |(?:보고서|계약서|파일|문서|본문|글쓴이|저자|작가|약관|규정|정책|기사|첨부|자료|이력서|논문|안내문)(?:에|에는|에서|는|은|이|가|에 따르면|를|을|상)|(?:반품|환불|교환|배송비|보증|영업시간|적립금|포인트|마일리지|연차|요금제|회비|수수료|위약금|취소|구독|멤버십|배송|할인|보험료|등록금|통보 기간|입실|퇴실|체크인|체크아웃)(?: 기간| 기한| 비용| 수수료| 요금)?(?:은|는|이|가|도|을|를|에|으로|까지|율)|남은 (?:연차|휴가|포인트|잔액|금액|기간|횟수)|고객센터|주문하신|구매하신|결제하신|예약하신|가입하신|신청하신/

const english = [ours, yours, you, file, policy, acted]

const general =
  /^(?:windows|python|iphone|ios|java|covid|html|css|es|http|type|figure|chapter|step|mp|h|co|utf|sha|md|ipv|node|php|excel|office|top|a|b|c|k|o|n|x|y|t|f|v|mh|hz|usb|pm|q|g|vitamin|omega|world|war|article|section|page|level|grade|gpt|python|vue|angular|day|week)$/i
const model = /\b([A-Za-z]{1,12})[ -]?(\d{1,6})\b|([가-힣]{2,8}) ?(\d{1,4})(?![\d,.]|[가-힣])/g

/** Names of products and orders such as `Aero 3`, by which a sentence is known to be about them. */
export function modelNames(text: string): string[] {
  const names: string[] = []
  for (const [said, word, number, korean, count] of text.slice(0, 20_000).matchAll(model)) {
    const isCode = word?.length === 1 && number!.length > 2 && said.length === number!.length + 1
    if (word && /^[A-Z]/.test(word) && (isCode || !general.test(word)))
      names.push(`${word}${number}`.toLowerCase())
    if (korean) names.push(`${korean}${count}`)
    if (names.length >= 20) break
  }
  return names
}

/** Whether a sentence is about the one who asks, or about the product, policy or file in question. */
export const isAboutThis = (sentence: string): boolean =>
  /[가-힣]/.test(sentence) ? korean.test(sentence) : english.some((one) => one.test(sentence))

const askedOfUs =
  /\b(?:do|will) you (?:guys )?(?:have|offer|accept|ship|sell|deliver|provide|charge|open|close|price[- ]match|rent|include)\b|\bare you (?:open|closed)\b|\byour (?:[a-z]{1,15} ){0,2}(?:polic(?:y|ies)|program(?:me)?s?|hours|shop|store|services?|fees?|prices?|plans?|delivery|shipping|returns?|warranty|guarantee|courses?|hotel|rooms?|discounts?|helpline|address|membership|classes|rates?)\b|\bhow (?:long|much|many)[^.?!\n]{0,20} (?:the|this|my) (?:[a-z]{1,15} ){0,1}(?:course|class|workshop|program(?:me)?|tour|hotel|room|membership|plan|event|shipping|delivery|guarantee|warranty|refund|return|subscription|trial)\b/i
const askedOfUsKorean =
  /(?:배송|진료|영업|운영|반품|환불|교환|수강|객실|멤버십|회원권|입장|주차|예약|보증|수리|택배|할인|포인트|적립금|체크인|체크아웃|무료 체험)[^.?!\n]{0,14}(?:언제|얼마|며칠|시간|기간|기한|비용|요금|되나|가능|어떻게|알려)/

/** Whether it was asked what holds at the one who answers: figures of the answer are then about that. */
export const isAskedOfUs = (asked: string): boolean => askedOfUs.test(asked) || askedOfUsKorean.test(asked)

/** Whether it names one of these. */
export function namesOne(sentence: string, models: readonly string[]): boolean {
  if (models.length === 0) return false
  const plain = sentence.toLowerCase().replace(/[ -]/g, '')
  return models.some((name) => plain.includes(name))
}
