import { describe, expect, it } from 'vitest'
import { findKoreanErrors } from './korean'
import { koreanErrors } from './korean-table'
import { findBrokenMarkdown } from './markdown'
import { findMojibake } from './mojibake'
import { findOpeners } from './openers'
import { findPlaceholders, findSpeaker } from './placeholders'
import { registerOf } from './register'
import { asksForLatin, countScripts, findOtherSentences } from './scripts'
import { findMisspelled } from './spelling'
import { proseOf, sentencesOf } from './text'

const never = () => false
/** A text with what its hits put in the place of what they found. */
const mended = (text: string, hits: { from: number; to: number; insert?: string }[]) =>
  hits
    .toSorted((a, b) => b.from - a.from)
    .reduce(
      (all, { from, to, insert }) =>
        insert === undefined ? all : all.slice(0, from) + insert + all.slice(to),
      text,
    )

describe('prose', () => {
  it('is as long as its text, without code, addresses and formulas', () => {
    const text =
      'See `prnt(x)` at https://a.example/abuot or me@a.example.\n```py\nitm = 1\n```\nIt is $x_1$, $5 and $6.'
    const prose = proseOf(text)
    expect(prose).toHaveLength(text.length)
    expect(prose.split(/\s+/).filter(Boolean)).toEqual([
      'See',
      'at',
      'or',
      'It',
      'is',
      ',',
      '$5',
      'and',
      '$6.',
    ])
  })
  it('has sentences with their places; items of lists are marked', () => {
    const text = 'One. Two?\n- three\n1. four'
    const said = sentencesOf(text)
    expect(said.map(({ from, to }) => text.slice(from, to))).toEqual(['One.', 'Two?', 'three', 'four'])
    expect(said.map(({ isItem }) => isItem)).toEqual([false, false, true, true])
  })
})

describe('Korean errors', () => {
  it('are at least eighty, none of them twice', () => {
    expect(koreanErrors.length).toBeGreaterThanOrEqual(80)
    const keys = koreanErrors.map(({ wrong, before, after }) => `${wrong} ${before} ${after}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
  it.each([
    ['몇일 걸려요', '며칠 걸려요'],
    ['제가 할께요.', '제가 할게요.'],
    ['할 수있어요', '할 수 있어요'],
    ['될수 있습니다', '될 수 있습니다'],
    ['않 해도 돼요', '안 해도 돼요'],
    ['하지 않아도 돼요', '하지 않아도 돼요'],
    ['오지 안는다', '오지 않는다'],
    ['이건 책예요', '이건 책이에요'],
    ['저는 학생이에요. 그건 아니에요.', '저는 학생이에요. 그건 아니에요.'],
    ['할머니께 드릴게요. 함께 가요.', '할머니께 드릴게요. 함께 가요.'],
    ['실수 없이 필수 있음', '실수 없이 필수 있음'],
    ['카드로 결재했어요', '카드로 결제했어요'],
    ['팀장님 결재를 받으세요', '팀장님 결재를 받으세요'],
    ['왠지 웬일인지', '왠지 웬일인지'],
    ['돼지고기가 되고 된다', '돼지고기가 되고 된다'],
    ['끝까지 안아 주세요', '끝까지 안아 주세요'],
    ['문안 인사를 드렸다', '문안 인사를 드렸다'],
    ['조각이 일부로 남는다', '조각이 일부로 남는다'],
  ])('%s → %s', (text, right) => expect(mended(text, findKoreanErrors(text))).toBe(right))
  it('are told as the whole word, with what is right', () => {
    const told = (text: string) => findKoreanErrors(text).map(({ params }) => params)
    expect(told('그렇게 생각할수있어요.')).toEqual([{ wrong: '생각할수있어요', right: '생각할 수 있어요' }])
    expect(told('이제 어떻해')).toEqual([{ wrong: '어떻해', right: 'none' }])
  })
})

describe('spelling', () => {
  it.each([
    ['You will recieve it.', ['receive']],
    ['It is seperate.', ['separate']],
    ['Colour and color, organise and organize, webhooks and tooltips.', []],
    [':rtype: ListNode and :tada: say so.', []],
    ['Klippr by Vandersteen uses snake_case, camelCase, v2beta and config.yml.', []],
  ])('%s', (text, right) =>
    expect(findMisspelled(text, never).flatMap(({ params }) => params?.right ?? [])).toEqual(right),
  )
  it('leaves other languages and listed words alone', () => {
    expect(
      findMisspelled('Der schnelle braune Fuchs springt über den faulen Hund und lacht dabei.', never),
    ).toEqual([])
    expect(findMisspelled('You will recieve it.', (word) => word === 'recieve')).toEqual([])
  })
})

describe('another language in the same letters', () => {
  it.each([
    ['Say it in Spanish, please.', true],
    ['Translate this into plain German', true],
    ['이 문장을 프랑스어로 옮겨 줘', true],
    ['How do I get to the Spanish embassy?', false],
    ['I want to polish my shoes.', false],
    ['독일어를 배우고 싶어', true],
    ['Translate the Spanish note into English.', false],
  ])('%s: %s', (text, is) => expect(asksForLatin(text)).toBe(is))
})

describe('mojibake', () => {
  it.each(['안녕하세요', 'café', 'it’s “so”', '£20', '한국 – 서울', 'naïve 😀'])('%s comes back', (text) => {
    const bytes = new TextEncoder().encode(text)
    const garbled = [...bytes]
      .map((byte) => new TextDecoder('windows-1252').decode(Uint8Array.of(byte)))
      .join('')
    expect(garbled).not.toBe(text)
    expect(mended(garbled, findMojibake(garbled))).toBe(text)
  })
  it.each(['naïve café, São Paulo, Ångström', 'CAFÉ… «ÇA VA»', '안녕 東京 😀', '°C ½ ×'])(
    '%s is none',
    (text) => expect(findMojibake(text)).toEqual([]),
  )
  it('knows EUC-KR that was read as Latin-1', () =>
    expect(findMojibake('¾È³çÇÏ¼¼¿ä')).toMatchObject([{ code: 'mojibake', insert: '안녕하세요' }]))
  it('says where characters were lost', () =>
    expect(findMojibake('세종\ufffd\ufffd로')).toMatchObject([{ code: 'lost-character', from: 2, to: 4 }]))
})

describe('openers', () => {
  it('go with the blank behind them, where a sentence ended', () => {
    const text = 'Great question! Certainly! Water boils.'
    expect(mended(text, findOpeners(text, []))).toBe('Water boils.')
    expect(findOpeners('Of course, here is a list', [])).not.toHaveProperty('0.insert')
  })
  it('can be the dataset’s own', () =>
    expect(findOpeners('  Ahoy there!', ['ahoy'])).toMatchObject([{ from: 2, to: 6 }]))
})

describe('Markdown', () => {
  it.each([
    ['```js\nlet a\n', ['fence']],
    ['````md\n```\n````\ntext', []],
    ['**open', ['bold']],
    ['**a** and 2 ** 8 or 2**8', []],
    ['**a\n\nb**', ['bold', 'bold']],
    ['[a](https://a.example', ['link']],
    ['[a](https://a.example "t") [b](https://b.example)', []],
    ['| a | b |\n| --- | --- | --- |\n', ['table']],
    ['| a | b |\n| --- | --- |\n', []],
  ])('%j', (text, codes) =>
    expect(findBrokenMarkdown(text, proseOf(text)).map(({ code }) => code)).toEqual(codes),
  )
})

describe('placeholders and markup', () => {
  it.each([
    ['I am {{name}}.', ['placeholder']],
    ['Dear [Your Name], [insert date here]', ['placeholder', 'placeholder']],
    ['[고객명] 님, ○○○ 고객님', ['placeholder', 'placeholder']],
    ['See [the name](https://a.example) and [1].', []],
    ['Bye<|im_end|>', ['markup']],
    ['Tom &amp; Ann', ['markup']],
    ['TODO: more. A TODO list.', ['placeholder']],
    ['Your order {order_id}, %NAME%.', ['placeholder', 'placeholder']],
    ['<p>Hi</p> It&rsquo;s &#8364;5', ['markup', 'markup', 'markup']],
    ['A set {a, b}, 20% off, 3 < 5 > 2, <기생충>', []],
  ])('%s', (text, codes) =>
    expect(findPlaceholders(proseOf(text), '').map(({ code }) => code)).toEqual(codes),
  )
  it('that were spoken of are none', () =>
    expect(findPlaceholders('Write <b>{name}</b>.', 'How is a name made bold in HTML?')).toEqual([]))
  it('a speaker is named before an answer, not in a dialogue', () => {
    expect(findSpeaker('Assistant: Hello.')).toMatchObject([{ from: 0, to: 11, insert: '' }])
    expect(findSpeaker('Agent: Hello.\nCustomer: Hi.')).toEqual([])
  })
})

it.each([
  ['합니다.', 'hapsyo'],
  ['갑시다!', 'hapsyo'],
  ['해요', 'haeyo'],
  ['그렇죠?', 'haeyo'],
  ['신분증 필요', null],
  ['먹었어.', 'hae'],
  ['추천해', 'hae'],
  ['잘 이해', null],
  ['본다.', 'haera'],
  ['그건 아니다.', 'haera'],
  ['“기다려”', null],
])('%s is %s', (words, register) => expect(registerOf(words)).toBe(register))

describe('sentences of another language', () => {
  const words = (question: string, answer: string) =>
    findOtherSentences(
      sentencesOf(answer),
      { asked: countScripts(question), said: countScripts(answer), elsewhere: countScripts(question) },
      question,
    ).map(({ from, to }) => answer.slice(from, to))
  const english = 'Please press the button that is on the left.'
  it.each([
    ['어떻게 켜요?', `왼쪽을 보세요. ${english} 그러면 켜집니다.`, [english]],
    ['How is it turned on?', `${english} 그러면 켜집니다. It takes a while.`, ['그러면 켜집니다.']],
    ['어떻게 켜요? button이 left에 있나요?', `왼쪽을 보세요. ${english}`, []],
    [`이게 무슨 뜻이에요? ${english}`, `누르라는 뜻입니다. ${english}`, []],
    ['무슨 노래예요?', '제목은 이렇습니다. Let It Be', []],
    ['어떻게 켜요?', english, []],
  ])('%s / %s', (question, answer, found) => expect(words(question, answer)).toEqual(found))
})
