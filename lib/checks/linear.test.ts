import { expect, it } from 'vitest'
import { edgeCase } from './checks/edge-case'
import { privacy } from './checks/privacy'
import { weights } from './checks/weights'
import { subjectOf } from './subject'

// Texts on which a pattern that backtracks takes minutes; a linear one is done in a moment. No time is measured: the
// test's own limit is a thousand times what it needs.
const evil = [
  'a@',
  'aa dot at ',
  'a골뱅이',
  'http://a:aaaa',
  'Basic a',
  'since you are a ',
  '고양이를 키우시니 ',
  'a.',
  '@',
  '1 ',
  '12-',
  '+1 ',
  'eyJ-',
  'eyJaaaaaaaaaaaa.eyJaaaaaaaaaaaa',
  'sk-',
  '-----BEGIN ',
  'password ',
  'password: ',
  'ignore ',
  'ignore the a b c ',
  'reveal show print a b c d the ',
  'pretend you ',
  '이전 ',
  '지금부터 너는 ',
  '시스템 프롬프트 ',
  '규칙 ',
  'ㅁ',
  'a',
  'ok. ',
  '(',
  ' ',
  '\n',
]

it.each(evil)('100,000 characters of “%s” are read in one go', (part) => {
  const content = part.repeat(Math.ceil(100_000 / part.length))
  const conversation = {
    messages: [
      { role: 'user' as const, content },
      { role: 'assistant' as const, content },
    ],
  }
  const subject = subjectOf(conversation, { tokens: [9, 9] })
  const facts = { notes: [], tagNames: [] }
  for (const opened of [
    edgeCase.open(edgeCase.settings.parse({}), facts),
    privacy.open(privacy.settings.parse({}), facts),
    weights.open(weights.settings.parse({}), facts),
  ])
    expect(Array.isArray(opened.find(subject))).toBe(true)
})
