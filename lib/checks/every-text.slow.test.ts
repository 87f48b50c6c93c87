import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { casesOf } from '@/bench/check-cases'
import { starterTags } from '@/lib/tags/starter'
import en from '@/messages/en.json'
import { allChecks } from './all'
import { subjectOf } from './subject'

const facts = {
  notes: ['Returns: 30 days.'],
  tagNames: starterTags('en').flatMap(({ tags }) => tags.map(({ name }) => name)),
}
const hostile = [
  '"',
  '“',
  '`',
  '```\n',
  '.',
  '?',
  ' ',
  '\n',
  '1',
  '1,',
  '가',
  '드릴',
  'I will ',
  'I can',
  '님 ',
  '-',
  "'",
  '(',
  '\ud800',
  '[',
  '*',
  'a',
  '>',
  'I will check for you quickly ',
  'I have just also now ',
  'take a ',
  'your a a ',
  'without a if ',
  '드릴 수 ',
  '는 대로 ',
  '환불 처리 ',
  '저는 수 ',
  '에 따라 가 ',
  '김가나 님',
  '1천 2백 ',
  'May 1 ',
  '(02)-123-',
  'Mr. A',
  'A-1 ',
  'one hundred ',
  'Dear A ',
  'since you are a ',
  'as a member a ',
  'our a-b-c policy ',
  'the chart a of the a file ',
  '가나 다이시므로 ',
  '고양이를 키우',
  '으로 예약하셨',
  'can you please tell ',
  '해 주실 수 ',
  'a dot b at c dot ',
  'a골뱅이',
  'red or blue? ',
  'let me check a ',
  '확인해 드릴 테니 ',
  '<p a',
  '${a_b ',
  'http://a:b',
]

// what these say of an example is theirs to say, whatever stands in it
describe.each(allChecks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const opened = check.open(check.settings.parse({}), facts)
  const find = (texts: readonly string[]) => {
    const messages = texts.map((content, i) => ({
      role: i % 2 === 0 ? ('user' as const) : ('assistant' as const),
      content,
    }))
    const subject = subjectOf({ messages }, { tokens: messages.map(() => 1) })
    opened.across?.entriesOf(subject)
    return opened.find({ ...subject, found: [] }).map((found) => ({ ...found, messages }))
  }

  it('every place it names is one of the text, every code has a sentence', () => {
    const text = fc.array(fc.constantFrom(...hostile), { maxLength: 80 }).map((parts) => parts.join(''))
    const texts = fc.oneof(fc.array(text, { maxLength: 4 }), fc.constantFrom(...said(id)))
    fc.assert(
      fc.property(texts, (texts) => {
        for (const { code, messageIndex, span, params, messages } of find(texts)) {
          expect(Object.keys(en.findings[id])).toContain(code)
          for (const value of Object.values(params)) expect(String(value).length).toBeLessThanOrEqual(80)
          if (!span || messageIndex === null) continue
          const { content } = messages[messageIndex]!
          expect(span.from).toBeGreaterThanOrEqual(0)
          expect(span.to).toBeLessThanOrEqual(content.length)
          expect(span.from).toBeLessThan(span.to)
        }
      }),
    )
  })

  // a rule that takes quadratic time hangs here
  it.each(hostile)('a long row of %j ends', (part) => {
    const long = part.repeat(Math.ceil(60_000 / part.length))
    expect(find([long, long]).length).toBeLessThan(60_000)
  })
})

function said(id: (typeof allChecks)[number]['id']): string[][] {
  const cases = casesOf(id).filter(({ half, subjects }) => half === 'tune' && subjects.length === 1)
  const texts = cases.map(({ subjects }) => subjects[0]!.said.map(({ text }) => text))
  return texts.length > 0 ? texts : [['Hi', 'Hello']]
}
