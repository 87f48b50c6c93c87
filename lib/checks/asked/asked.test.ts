import { describe, expect, it } from 'vitest'
import type { Conversation } from '@/lib/conversations/schema'
import type { Entry } from '../check'
import { contradiction } from '../checks/contradiction'
import { subjectOf } from '../subject'
import { answerOf } from './answer'
import { differenceOf } from './difference'
import { asksTheSame, questionOf } from './question'

const asked = (text: string) => questionOf(text).question
const tale =
  'We came home in the evening and found two panes of the window broken. '.repeat(3) +
  'Nobody had seen anything, the neighbours were away, and the police only wrote a report about it. '.repeat(
    6,
  )
const long = 'Please tell me which of the two printers on the third floor takes the large paper'

describe('two questions', () => {
  it.each([
    ['When do you open?', 'when do you open', true],
    ['배송지 변경 가능한가요?', '배송지 변경 가능한 가요', true],
    [long, `${long}s`, true],
    [long, `so ${long}`, true],
    [long, long.replace('third', 'thirst'), false],
    [`${long} as recieved`, `${long} as received`, true],
    ['Can you tell me when you open?', 'when do you open', false],
    ['Could you please explain how it is made?', 'Can you explain how it is made', true],
    ['무엇이 필요한가요?', '무엇이 필요합니까', true],
    ['수영장에 사물함이 있나요?', '수영장에 사물함 있나요', true],
    ['형이 동생을 때렸나요?', '형을 동생이 때렸나요?', false],
    ['무엇이 필요한가요?', '무엇이 불필요한가요?', false],
    [`I met Anna Keller. ${long}`, `I met Anna Kellar. ${long}`, false],
    [`${tale}Who pays?`, `${tale.replace('. We came home', '. We came back home')}Who pays?`, true],
    [`${tale}Who pays?`, `${tale}Who decides?`, false],
    [`${tale}Who pays?`, `${tale.replace('two', 'three')}Who pays?`, false],
    [
      `${tale}Who pays?`,
      `${tale.replaceAll('evening', 'morning').replaceAll('window', 'door')}Who pays?`,
      false,
    ],
    [`${long} on day 12`, `${long} on day 13`, false],
    [`${long} 안 되는 경우`, `${long} 되는 경우`, false],
    [
      '김민수 고객님의 회원 등급이 어떻게 되는지 알려 주세요',
      '김민주 고객님의 회원 등급이 어떻게 되는지 알려 주세요',
      false,
    ],
  ])('%s / %s: %s', (a, b, same) => expect(asksTheSame(asked(a), asked(b))).toBe(same))
  it('that are nearly equal share a key', () => {
    const [a, b] = [questionOf(long), questionOf(`${long}s`)]
    expect(a.keys.some((key) => b.keys.includes(key))).toBe(true)
  })
})

it.each([
  ['It takes 5 days.', 'It takes 3 days.', 'numbers'],
  ['It takes 5 days.', 'It takes 5 days; call 1588 if it does not come.', null],
  ['Two moons.', 'It has 2 moons.', null],
  ['Yes, it does.', 'No.', 'yes-no'],
  ['무료입니다.', '유료입니다.', 'opposite'],
  ['아침 9시에 열어요.', '오전 아홉 시부터예요.', null],
  ['Open Settings.', "I'm sorry, but I can't help with that.", 'refusal'],
  ['Which one do you mean?', "I'm sorry, but I don't know.", null],
])('%s / %s: %s', (a, b, how) => expect(differenceOf(answerOf(a, 'a'), answerOf(b, 'b'))).toBe(how))

const { find, across } = contradiction.open(contradiction.settings.parse({}), { notes: [], tagNames: [] })
const subject = (...said: [role: string, content: string, more?: object][]) =>
  subjectOf({ messages: said.map(([role, content, more]) => ({ role, content, ...more })) } as Conversation, {
    tokens: said.map(() => 1),
  })
/** What is found in the first, by the rule of the rows: each pair of entries that share a key. */
const between = (mine: Entry[], others: Entry[]) =>
  mine.flatMap((entry) =>
    others
      .filter(({ key }) => key === entry.key)
      .flatMap((other) => across!.judge(entry, { ...other, number: 7 }) ?? []),
  )
const of = (...said: Parameters<typeof subject>) => across!.entriesOf(subject(...said))

describe('examples', () => {
  const first = of(['user', 'Do you ship?'], ['assistant', 'Yes, we do.'])
  it('that contradict are told once, however many keys they share', () => {
    const found = between(first, of(['user', 'do you ship'], ['assistant', 'No, we do not.']))
    expect(found).toEqual([{ code: 'yes-no', messageIndex: 1, span: null, params: { example: 7 } }])
  })
  it('are apart under another system prompt, after other turns, and where nothing is learned', () => {
    const said = [
      ['user', 'Do you ship?'],
      ['assistant', 'No.'],
    ] as [string, string][]
    expect(between(first, of(['system', 'You are a pirate.'], ...said))).toEqual([])
    expect(between(first, of(['user', 'Hi'], ['assistant', 'Hello.'], ...said))).toEqual([])
    expect(of(['user', 'Do you ship?'], ['assistant', 'No.', { weight: 0 }])).toEqual([])
  })
  it('bring at most 64 entries of bounded size', () => {
    const turns = Array.from({ length: 100 }, (_, i): [string, string][] => [
      ['user', `${'가나다라마 '.repeat(90)}${i}`],
      ['assistant', Array.from({ length: 400 }, (_, n) => `단어${n}말 ${n}`).join(' ')],
    ]).flat()
    const entries = of(...turns)
    expect(entries).toHaveLength(64)
    for (const { key, facts } of entries) {
      expect(key.length).toBeLessThanOrEqual(64)
      expect(Buffer.byteLength(facts)).toBeLessThanOrEqual(8192)
    }
  })
  it('contradict themselves when the same is asked again', () =>
    expect(
      find(subject(['user', 'When?'], ['assistant', 'At 3.'], ['user', 'when'], ['assistant', 'At 5.'])),
    ).toMatchObject([{ code: 'numbers-here', messageIndex: 3, params: { message: 2 } }]))
})

it.each([
  ['Can dogs come along?', 'Dogs travel on the deck.', 'yes'],
  ['Can dogs come along?', 'We take no animals.', 'no'],
  ['Can dogs come along?', 'Dogs can’t come without a lead.', null],
  ['Can dogs come along?', 'Don’t worry, dogs travel on the deck.', null],
  ['Can dogs or cats come along?', 'Dogs travel on the deck.', null],
  ['Where do dogs travel?', 'Dogs travel on the deck.', null],
  ['강아지도 탈 수 있나요?', '강아지는 갑판에 탈 수 있어요.', 'yes'],
  ['강아지도 탈 수 있나요?', '동물은 태우지 않습니다.', 'no'],
  ['강아지도 탈 수 있나요?', '목줄이 없으면 탈 수 없습니다.', null],
])('%s / %s leans: %s', (question, answer, leans) =>
  expect(answerOf(answer, 'a', question).leans).toBe(leans),
)
