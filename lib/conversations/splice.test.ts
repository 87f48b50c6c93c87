import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawEdit, drawing, wildLine, wildString, writeWildly } from '@/lib/testing/arbitrary-conversations'
import { touches } from './collisions'
import { applyEdit, reverseEdits } from './edits'
import { conversationOf } from './kind'
import { openMessage } from './line-places'
import { hasDuplicateKeys, isDeeperThan } from './line-structure'
import { initialMessageIds } from './message-ids'
import { openAt, openRaw, type RawContainer, rawText } from './raw-json'
import { type ConversationEdit, type Draft, isPreference } from './schema'
import { writeEdit, writeEdits } from './splice'
import { spliceLiteral } from './string-literal'

const compact =
  '{"messages":[{"role":"user","content":"caf\\u00e9 \\/ 환불"},{"role":"assistant","content":"b","weight":1.0}],"big":12345678901234567890}'
const pair =
  '{"input": {"messages":[{"role":"user","content":"a"}] , "n":1.50}, "preferred_output":[ {"role":"assistant","content":"\\u00e9"} ],"non_preferred_output":[{"content":"b","role":"assistant"}]}'
const spaced = '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}'

function write(text: string, ...edits: ConversationEdit[]) {
  const count = conversationOf(text).messages.length
  return writeEdits(text, initialMessageIds(count), edits)
}

describe('writeEdits', () => {
  test.each<[string, string, ConversationEdit[], string]>([
    [
      'text beside escapes, which stay as they are',
      compact,
      [{ type: 'edit-text', messageId: 'm1', path: ['content'], at: 7, remove: '환', insert: 'é"\n' }],
      compact.replace('환불', 'é\\"\\n불'),
    ],
    [
      'weight, with the number beside it as it was',
      compact,
      [{ type: 'set-weight', messageId: 'm2', from: 1, to: 0 }],
      compact.replace('1.0', '0'),
    ],
    [
      'weight away',
      compact,
      [{ type: 'set-weight', messageId: 'm2', from: 1, to: null }],
      compact.replace(',"weight":1.0', ''),
    ],
    [
      'a key in the spacing of the line',
      spaced,
      [{ type: 'set-weight', messageId: 'm2', from: null, to: 0 }],
      spaced.replace('"b"', '"b", "weight": 0'),
    ],
    [
      'a key of the line, nested, in its spacing',
      spaced,
      [{ type: 'set-field', messageId: null, path: ['tools'], to: [{ a: 1, b: [] }, {}] }],
      spaced.replace(/}$/, ', "tools": [{"a": 1, "b": []}, {}]}'),
    ],
    [
      'a message put in between',
      spaced,
      [{ type: 'insert-message', messageId: 'x', afterId: 'm1', message: { role: 'user', content: '환' } }],
      spaced.replace('{"role": "assistant"', '{"role": "user", "content": "환"}, {"role": "assistant"'),
    ],
    [
      'a message put in first, then edited',
      spaced,
      [
        { type: 'insert-message', messageId: 'x', afterId: null, message: { role: 'user', content: 'x' } },
        { type: 'edit-text', messageId: 'x', path: ['content'], at: 1, remove: '', insert: 'y' },
      ],
      spaced.replace('[', '[{"role": "user", "content": "xy"}, '),
    ],
    [
      'the first message away',
      spaced,
      [{ type: 'delete-message', messageId: 'm1', afterId: null, message: { role: 'user', content: 'a' } }],
      '{"messages": [{"role": "assistant", "content": "b"}]}',
    ],
    [
      'messages exchanged',
      '{"messages":[ {"role":"user","n":1.50} ,{"role":"tool"}\t]}',
      [{ type: 'move-message', messageId: 'm1', fromAfterId: null, toAfterId: 'm2' }],
      '{"messages":[ {"role":"tool"} ,{"role":"user","n":1.50}\t]}',
    ],
    [
      'an emptied list filled again',
      '{"messages":[{"role":"user"}],"tools":[ 1 ]}',
      [
        { type: 'set-field', messageId: null, path: ['tools', 0], from: 1 },
        { type: 'set-field', messageId: null, path: ['tools', 0], to: 2 },
      ],
      '{"messages":[{"role":"user"}],"tools":[ 2 ]}',
    ],
    [
      'a prompt and an answer of a pair, whose spelling stays',
      pair,
      [
        { type: 'edit-text', messageId: 'm1', path: ['content'], at: 1, remove: '', insert: '!' },
        { type: 'edit-text', messageId: 'm3', path: ['content'], at: 0, remove: 'b', insert: '나' },
        { type: 'set-field', messageId: null, path: ['input', 'tools'], to: [] },
      ],
      '{"input": {"messages":[{"role":"user","content":"a!"}] , "n":1.50 , "tools":[]}, "preferred_output":[ {"role":"assistant","content":"\\u00e9"} ],"non_preferred_output":[{"content":"나","role":"assistant"}]}',
    ],
    [
      'a turn put at the end of a prompt',
      pair,
      [{ type: 'insert-message', messageId: 'x', afterId: 'm1', message: { role: 'tool' } }],
      pair.replace('"a"}', '"a"}, {"role": "tool"}'),
    ],
    [
      'answers exchanged, byte for byte',
      pair,
      [{ type: 'move-message', messageId: 'm2', fromAfterId: 'm1', toAfterId: 'm3' }],
      '{"input": {"messages":[{"role":"user","content":"a"}] , "n":1.50}, "preferred_output":[ {"content":"b","role":"assistant"} ],"non_preferred_output":[{"role":"assistant","content":"\\u00e9"}]}',
    ],
    ['nothing', compact, [], compact],
  ])('%s', (_, text, edits, expected) => {
    expect(write(text, ...edits).text).toBe(expected)
  })

  test('refuses a line over 32 MB', () => {
    const insert = 'x'.repeat(32 * 1024 * 1024)
    const edit: ConversationEdit = {
      type: 'edit-text',
      messageId: 'm1',
      path: ['content'],
      at: 0,
      remove: '',
      insert,
    }
    expect(() => write(spaced, edit)).toThrow(expect.objectContaining({ reason: 'line-too-long' }))
  })
})

describe('a line with twin keys', () => {
  const twins =
    '{"a":1, "messages":[],"messages":[{"role":"user","x":{"b":1,"\\u0062":2},"role":"tool"}], "a" : [{"c":0,"c":1}]}'
  const weigh: ConversationEdit = { type: 'set-weight', messageId: 'm1', from: null, to: 0 }

  test('takes no edit before keep-last-keys', () => {
    expect(() => write(twins, weigh)).toThrow(
      expect.objectContaining({ reason: 'duplicate-keys', edit: weigh }),
    )
  })

  test('loses the earlier twins anywhere, then takes edits', () => {
    const { text } = write(twins, { type: 'keep-last-keys' })
    expect(text).toBe('{"messages":[{"x":{"\\u0062":2},"role":"tool"}], "a" : [{"c":1}]}')
    expect(write(twins, { type: 'keep-last-keys' }, weigh).text).toBe(
      text.replace('"tool"', '"tool","weight":0'),
    )
    expect(write(text, { type: 'keep-last-keys' }).text).toBe(text)
  })

  test.each([
    [false, '{"messages":[{"role":"user","content":"\\"a\\":1 \\\\"},{"role":"user","content":"a:"}]}'],
    [true, '{"messages":[],"messages" :[]}'],
    [true, '{"messages":[{"__proto__":1,"__proto__":{}}]}'],
    [false, '{"messages":[{"__proto__":1,"constructor":{}}]}'],
    [true, '{"a":"\\\\","a":":"}'],
  ])('hasDuplicateKeys is %s of %s', (expected, text) => {
    expect(hasDuplicateKeys(text)).toBe(expected)
  })
})

test.each([
  [false, '[]', 1],
  [true, '[{}]', 1],
  [false, '[{},{}]', 2],
  [false, '["[[[[", "\\"[[["]', 1],
  [false, '["[[[[', 1],
  [true, '{"a":{"b":["]"]}}', 2],
])('isDeeperThan is %s of %s', (expected, text, limit) => {
  expect(isDeeperThan(text, limit)).toBe(expected)
})

describe('spliceLiteral', () => {
  test.each([
    ['"😀"', 1, 1, '', '"\\ud83d"'],
    ['"😀"', 0, 1, '', '"\\ude00"'],
    ['"😀"', 1, 0, 'x', '"\\ud83dx\\ude00"'],
    ['"\\ud83d"', 1, 0, '\ude00', '"\\ud83d\\ude00"'],
    ['"\\ud83d\\ude00!"', 1, 1, '', '"\\ud83d!"'],
    ['"a\\u00e9\\n\\\\b"', 2, 1, 'x', '"a\\u00e9x\\\\b"'],
    ['""', 0, 0, 'a\u0000', '"a\\u0000"'],
  ])('%s', (literal, at, removeLength, insert, expected) => {
    expect(spliceLiteral(literal, at, removeLength, insert)).toBe(expected)
  })

  test('means what slicing the decoded text means, and stays well-formed', () => {
    fc.assert(
      fc.property(wildString, wildString, fc.nat(), drawing, (text, insert, seed, draw) => {
        const literal = writeWildly(text, seed)
        const at = draw.nat(text.length)
        const removeLength = draw.nat(text.length - at)
        const spliced = spliceLiteral(literal, at, removeLength, insert)
        expect(JSON.parse(spliced)).toBe(text.slice(0, at) + insert + text.slice(at + removeLength))
        expect(spliced.isWellFormed()).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('any edits of any line', () => {
  const cases = fc.tuple(wildLine, fc.nat(), fc.nat(6), drawing)

  test('agree with applyEdits, in one go and one by one, and come back', () => {
    fc.assert(
      fc.property(cases, ([wild, seed, count, draw]) => {
        const text = writeWildly(wild, seed)
        const conversation = conversationOf(text)
        const start: Draft = { conversation, messageIds: initialMessageIds(conversation.messages.length) }
        let now = start
        let line = { text, messageIds: start.messageIds }
        const edits: ConversationEdit[] = []
        for (let i = 0; i <= count; i++) {
          const edit = drawEdit(now, draw)
          now = applyEdit(now, edit)
          line = writeEdit(line.text, line.messageIds, edit)
          edits.push(edit)
        }
        expect(writeEdits(text, start.messageIds, edits)).toEqual(line)
        expect(line.messageIds).toEqual(now.messageIds)
        expect(line.text.isWellFormed()).toBe(true)
        const back = writeEdits(line.text, line.messageIds, reverseEdits(edits))
        expect(JSON.parse(JSON.stringify(conversationOf(back.text)))).toEqual(
          JSON.parse(JSON.stringify(conversation)),
        )
        expect(back.messageIds).toEqual(start.messageIds)
      }),
      { numRuns: 300 },
    )
  })

  test('leave every byte of messages and keys that they do not name', () => {
    fc.assert(
      fc.property(cases, ([wild, seed, , draw]) => {
        const text = writeWildly(wild, seed)
        const conversation = conversationOf(text)
        const messageIds = initialMessageIds(conversation.messages.length)
        const edit = drawEdit({ conversation, messageIds }, draw)
        const before = pieces(text, messageIds)
        const line = writeEdit(text, messageIds, edit)
        const after = pieces(line.text, line.messageIds)
        const inside = edit.type === 'set-field' && edit.path[0] === 'input' ? `input ${edit.path[1]}` : ''
        const named = touches(edit).map((key) => key.split(':'))
        for (const [name, piece] of Object.entries(before)) {
          const [, id, key] = /^([^ ]*) (.*)$/s.exec(name)!
          const isNamed = named.some(
            ([owner, what]) =>
              owner === id && (what === key || what === '*' || (owner === 'line' && key === inside)),
          )
          if (!isNamed) expect(after[name]).toBe(piece)
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** The raw text of every field of every message and of the line, by `<message id or line> <key>`. */
function pieces(text: string, messageIds: string[]): Record<string, string> {
  const found: Record<string, string> = Object.create(null)
  const line = openRaw(text)
  const conversation = conversationOf(text)
  const places = new Set(['messages', 'preferred_output', 'non_preferred_output'])
  const take = (object: RawContainer, owner: string) =>
    object.names.forEach((name, i) => {
      if (name === 'input' && conversation[isPreference] && owner === 'line')
        take(openAt(line, i), 'line input')
      else if (!places.has(name)) found[`${owner} ${name}`] = object.keys[i]! + rawText(object.values[i]!)
    })
  take(line, 'line')
  messageIds.forEach((id, i) => {
    const message = openMessage(line, conversation, i)
    message.names.forEach((name, at) => {
      found[`${id} ${name}`] = message.keys[at]! + rawText(message.values[at]!)
    })
  })
  return found
}
