import type { Hit } from './text'

const english = [
  "(?:certainly|absolutely|of course|sure|sure thing|definitely|gladly)(?:!|[,.](?= (?:here|i['’]d|i would|i can|i['’]ll|let me)))",
  "(?:that['’]s |what )?(?:a |an )?(?:great|good|excellent|wonderful|fantastic|interesting) question\\b[^.!?\\n]{0,30}[.!,]?",
  "i(?:['’]d| would) be (?:happy|glad|delighted) to (?:help|assist)\\b[^.!?\\n]{0,40}[.!]?",
  "(?:i['’]m )?glad you asked[.!]?",
  'thank you for (?:your|the|this) (?:great |excellent )?question[.!]?',
]
const korean = [
  '물론(?:이죠|입니다|이에요|이지요|이지)!?(?:[.,](?=\\s))?',
  '(?:정말 |아주 |매우 )?(?:좋은|훌륭한|멋진|흥미로운) 질문(?:입니다|이에요|이네요|이십니다|이군요)[.!]?',
  '질문(?:해 ?주셔서|을 주셔서) 감사(?:합니다|드립니다|해요)[.!]?',
  '(?:기꺼이|기쁜 마음으로) 도와드리겠습니다[.!]?',
]
const atStart = new RegExp(`^\\s{0,8}((?:${[...english, ...korean].join('|')})\\s{0,2}){1,3}`, 'i')
const anywhere = [
  /\bas an? (?:ai|artificial intelligence)(?: language)?(?: model| assistant)?\s?,/gi,
  /\bas a (?:large )?language model\s?,/gi,
  /(?:AI|인공지능|대규모|대형|거대)\s?(?:언어\s?)?모델(?:로서|이기 때문에|이라서|이므로)/g,
]

/** Phrases that say nothing and open every answer of some models; `phrases` are the dataset's own. */
export function findOpeners(prose: string, phrases: readonly string[]): Hit[] {
  const hits: Hit[] = []
  const read = atStart.exec(prose)
  if (read) {
    const from = read[0].length - read[0].trimStart().length
    const words = prose.slice(from, read[0].length).trim()
    const end = from + words.length
    const next = prose.slice(end).search(/\S/)
    // what stands behind a comma would begin with a small letter
    const goes = next > 0 && /[.!]$/.test(words)
    const place = goes ? { from, to: end + next, insert: '' } : { from, to: end }
    hits.push({ code: 'opener', ...place, params: { wrong: words.slice(0, 60) } })
  }
  for (const pattern of anywhere)
    for (const match of prose.matchAll(pattern))
      hits.push({
        code: 'opener',
        from: match.index,
        to: match.index + match[0].length,
        params: { wrong: match[0] },
      })
  const start = prose.length - prose.trimStart().length
  const said = prose.slice(start, start + 200).toLowerCase()
  for (const phrase of phrases)
    if (phrase !== '' && said.startsWith(phrase.toLowerCase()))
      hits.push({
        code: 'opener',
        from: start,
        to: start + phrase.length,
        params: { wrong: phrase.slice(0, 60) },
      })
  return hits
}
