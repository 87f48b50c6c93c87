import type { Hit } from './text'

const blank =
  '(?:your|the|my|insert|enter|add|company|customer|client|user|first|last|full|product|business|order|agent|support|recipient|sender|date|phone|email|contact|city|address|number|name|title|link|url|price|amount|time|position|department|signature)'
const patterns: readonly [code: string, pattern: RegExp][] = [
  ['placeholder', /\{\{\s{0,3}[^{}\n]{1,60}\}\}/g],
  // “[Your Name]”, “[insert date here]”; no link, no note
  [
    'placeholder',
    new RegExp(
      `\\[(?:${blank}[ '’_-])?[^\\[\\]\\n]{0,24}?\\b(?:name|address|date|number|phone|email|e-mail|company|title|link|url|amount|price|city|time|position|department|here)\\](?![(:\\[])`,
      'gi',
    ),
  ],
  [
    'placeholder',
    /\[(?:[가-힣]{1,6} ?)?(?:이름|성함|성명|고객명|회사명|기관명|부서명|상품명|제품명|담당자명?|직함|직책|주소|전화번호|연락처|이메일|날짜|일자|장소|링크)\](?![(:])/g,
  ],
  ['placeholder', /<(?:your|insert|enter)[ _-][^<>\n]{1,40}>/gi],
  ['placeholder', /\blorem ipsum\b/gi],
  ['placeholder', /\b(?:TODO|FIXME)(?=[:(\]])/g],
  [
    'placeholder',
    /(?<![A-Za-z○OX])(?:○{2,3}|O{2,3}|X{2,3})(?=\s?(?:고객님|님|씨\s|과장|대리|팀장|회사|은행|병원))/g,
  ],
  ['markup', /<\|[A-Za-z_][A-Za-z_0-9]{0,40}\|>/g],
  ['markup', /\[\/?INST\]|<<\/?SYS>>/g],
  ['markup', /<\/?(?:start_of_turn|end_of_turn|bos|eos|pad|unk|sep|cls|mask)>/g],
  // elsewhere it may be meant to strike a word out
  ['markup', /^\s{0,3}<s>|<\/s>(?=\s{0,3}$)/g],
  ['markup', /^#{2,3} ?(?:Instruction|Response|Input|Human|Assistant|User)s?:/gm],
]
// one of these stands in each of them
const signs = /[{[<#○]|lorem|todo|fixme|oo|xx/i
// where nobody spoke of markup, templates or code
const names =
  '(?:고객명|고객님|이름|성함|성명|회사명|상품명|제품명|담당자명?|주소|전화번호|연락처|이메일|날짜|일자|장소|주문 ?번호|예약 ?번호)'
const bare: readonly [code: string, pattern: RegExp][] = [
  [
    'placeholder',
    /\$?\{(?:[a-z]{2,15}(?:[_ ][a-z]{2,15}){1,3}|name|user|customer|order|date|amount|price|address|company|product|link|email)\}/gi,
  ],
  ['placeholder', new RegExp(`[{%<]${names}[}%>]`, 'g')],
  ['placeholder', new RegExp(`(?<![가-힣])\\(${names}\\)(?=입니다|님|께|에게|의|을|를|은|는|이|가)`, 'g')],
  ['placeholder', /%[A-Z][A-Z_]{2,30}%|<[A-Z][A-Z_]{2,30}>/g],
  ['markup', /<(?:div|span|p|b|i|strong|em|ul|ol|li|h[1-6]|font|center|script|style)(?:\s[^<>\n]{0,80})?>/g],
]
const speaksOfMarkup =
  /html|css|xml|markup|\btags?\b|template|placeholder|variable|format|code|script|bash|shell|terminal|python|java|react|regex|latex|sql|태그|템플릿|변수|코드|스크립트|자리 ?표시|마크업|양식|서식/i

const entities: { [entity: string]: string } = {
  '&nbsp;': ' ',
  '&amp;': '&',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&rsquo;': '’',
  '&lsquo;': '‘',
  '&ldquo;': '“',
  '&rdquo;': '”',
  '&ndash;': '–',
  '&mdash;': '—',
  '&hellip;': '…',
  '&middot;': '·',
}
const entity = new RegExp(`${Object.keys(entities).join('|')}|&#\\d{2,6};`, 'g')

/** What was to be filled in and wasn't, and what belongs to a model's or a page's own markup. */
export function findPlaceholders(prose: string, asked: string): Hit[] {
  const holdsBare = /[{%<(]/.test(prose) && !/[{<%]/.test(asked) && !speaksOfMarkup.test(asked)
  const some = signs.test(prose) ? patterns : []
  const hits = (holdsBare ? [...some, ...bare] : some).flatMap(([code, pattern]) =>
    [...prose.matchAll(pattern)].map((match): Hit => hitAt(code, match.index, match[0])),
  )
  if (!prose.includes('&')) return apart(hits)
  for (const match of prose.matchAll(entity))
    hits.push({ ...hitAt('markup', match.index, match[0]), insert: characterOf(match[0]) })
  return apart(hits)
}

function characterOf(entity: string): string {
  const code = Number(/\d+/.exec(entity)?.[0])
  const isCharacter = code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return entities[entity] ?? (isCharacter ? String.fromCodePoint(code) : '')
}

const hitAt = (code: string, from: number, words: string): Hit => ({
  code,
  from,
  to: from + words.length,
  params: { wrong: words.trim().slice(0, 60) },
})

/** In order, and none that overlaps one before it. */
function apart(hits: Hit[]): Hit[] {
  let end = 0
  return hits
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter(({ from, to }) => {
      if (from < end) return false
      end = to
      return true
    })
}

const speakers =
  '(?:assistant|ai|bot|chatbot|chatgpt|gpt|agent|human|user|system|어시스턴트|챗봇|상담원|상담사|상담봇|봇|사용자|고객|도우미|시스템)'
const speaker = new RegExp(`^\\s{0,3}(?:\\*\\*)?${speakers}(?:\\*\\*)?\\s?[:：]\\s?`, 'i')
const anySpeaker = /^[^\S\n]*(?:\*\*)?[\p{L}\d ]{1,20}(?:\*\*)?\s?[:：]/gmu

/** “Assistant:” before the answer; a dialogue that was asked for has several speakers. */
export function findSpeaker(prose: string): Hit[] {
  const read = speaker.exec(prose)
  if (!read || [...prose.slice(0, 4000).matchAll(anySpeaker)].length > 1) return []
  return [{ code: 'speaker', from: 0, to: read[0].length, insert: '', params: { wrong: read[0].trim() } }]
}
