import { expect, it } from 'vitest'
import { allChecks } from './all'
import { registerOf } from './style/register'
import { countScripts, findOtherSentences } from './style/scripts'
import { sentencesOf } from './style/text'
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

const facts = { notes: [], tagNames: [] }
const opened = allChecks.map(({ settings, open }) => open(settings.parse({}), facts))
// what a pattern asks for at the end of a long run, and where it isn't
const endings = ['', '가', '!', '요. ok?']

it.each(evil)('100,000 characters of “%s” are read in one go', (part) => {
  for (const ending of endings) {
    const content = part.repeat(Math.ceil(100_000 / part.length)) + ending
    const conversation = {
      messages: [
        { role: 'user' as const, content },
        { role: 'assistant' as const, content },
      ],
    }
    const subject = subjectOf(conversation, { tokens: [9, 9] })
    for (const { find, across } of opened) {
      expect(Array.isArray(find(subject))).toBe(true)
      for (const entry of across?.entriesOf(subject) ?? []) across!.judge(entry, { ...entry, number: 1 })
    }
  }
})

// a quadratic one takes hours for as many
const many = 2_000_000

it('what stands before the last syllable of a sentence is passed over once', () => {
  expect(registerOf(`${'a'.repeat(many)}가`)).toBeNull()
  expect(registerOf(`${'a'.repeat(many)} 합니다${'~'.repeat(many)}`)).toBe('hapsyo')
})

it('marks amid a sentence of another language are passed over once', () => {
  const korean = '그렇게 하시면 됩니다.'
  const sentence = `You are the one that is for it${'.'.repeat(many)}x`
  const said = sentencesOf(`${korean}\n${sentence}`)
  const asked = countScripts(korean)
  const counts = { asked, said: countScripts(`${korean} ${sentence}`), elsewhere: asked }
  expect(findOtherSentences(said, counts, korean)).toMatchObject([{ code: 'other-sentence' }])
})
