import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLine } from '@/lib/conversations/parse'
import { maxLineBytes } from '@/lib/conversations/schema'
import { wildConversation, writeWildly } from '@/lib/testing/arbitrary-conversations'
import { LineSplitter } from './lines'

/** Splits with one buffer for all chunks, as a stream may do. */
function split(bytes: Uint8Array, chunkSize: number) {
  const splitter = new LineSplitter()
  const memory = new Uint8Array(chunkSize)
  const lines: { line: number; bytes: Buffer }[] = []
  const keep = (found: Iterable<{ line: number; bytes: Uint8Array }>) => {
    for (const { line, bytes } of found) lines.push({ line, bytes: Buffer.from(bytes) })
  }
  for (let at = 0; at < bytes.length; at += chunkSize) {
    const part = bytes.subarray(at, at + chunkSize)
    memory.set(part)
    keep(splitter.push(memory.subarray(0, part.length)))
  }
  keep(splitter.end())
  return lines
}

function texts(file: string, chunkSize: number) {
  return split(Buffer.from(file), chunkSize).map(({ line, bytes }) => [line, bytes.toString()])
}

describe('LineSplitter', () => {
  test.each<[string, string, [number, string][]]>([
    [
      'lines',
      'a\nbc\n',
      [
        [1, 'a'],
        [2, 'bc'],
      ],
    ],
    [
      'a last line without an end',
      'a\nbc',
      [
        [1, 'a'],
        [2, 'bc'],
      ],
    ],
    [
      'CRLF, which readLine cuts off',
      'a\r\nb\r\n',
      [
        [1, 'a\r'],
        [2, 'b\r'],
      ],
    ],
    [
      'blank lines counted and passed over',
      '\n \t\r\na\n\n\nb\n\n',
      [
        [3, 'a'],
        [6, 'b'],
      ],
    ],
    ['a BOM alone as a blank line', '\ufeff\na\n', [[2, 'a']]],
    [
      'characters of several bytes',
      '환\n불😀\n',
      [
        [1, '환'],
        [2, '불😀'],
      ],
    ],
    ['nothing', '', []],
  ])('gives %s, however the file is cut', (_, file, expected) => {
    for (const chunkSize of [1, 2, 3, 100]) expect(texts(file, chunkSize)).toEqual(expected)
  })

  test('keeps of an endless line only what readLine needs to refuse it', () => {
    const file = Buffer.concat([Buffer.alloc(maxLineBytes + 5_000_000, 'x'), Buffer.from('\n{}\n')])
    const lines = split(file, 1 << 20)
    expect(lines.map(({ line, bytes }) => [line, bytes.length])).toEqual([
      [1, maxLineBytes + 1],
      [2, 2],
    ])
    expect(readLine(lines[0]!.bytes)).toMatchObject({ ok: false, code: 'line-too-long' })
  })

  test('loses no byte of any file', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (wild, chunkSize) => {
        const bytes = wild.map((byte) => (byte % 5 === 0 ? 10 : byte))
        const whole = Buffer.from(bytes).toString('latin1').split('\n')
        const given = new Map(split(bytes, chunkSize).map((row) => [row.line, row.bytes.toString('latin1')]))
        whole.forEach((text, index) => {
          if (/^[ \t\r]*$/.test(text)) expect(given.has(index + 1)).toBe(false)
          else expect(given.get(index + 1)).toBe(text)
        })
      }),
      { numRuns: 300 },
    )
  })
})

type Damage = (line: Buffer, at: number) => Buffer

const damages: Damage[] = [
  (line) => line,
  (line, at) => line.subarray(0, at % line.length),
  (line, at) =>
    Buffer.concat([line.subarray(0, at % line.length), Buffer.of(at % 256), line.subarray(at % line.length)]),
  (line, at) => Buffer.concat([line.subarray(0, at % line.length), Buffer.of(0xff, 0xc0, 0), line]),
  (line) => Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), line, Buffer.from(' \r')]),
  (line) => Buffer.concat([line, line]),
  (_, at) => Buffer.from(`${'[{"a":'.repeat(at % 3000)}`),
  (_, at) =>
    Buffer.from(`{"messages":[{"role":"user","content":${'['.repeat(at % 400)}${']'.repeat(at % 400)}}]}`),
  (line) => Buffer.from(line.toString('utf16le')),
]

test('a thousand damaged files: no crash, every line is read or refused with a reason', () => {
  let read = 0
  let refused = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(wildConversation, fc.nat(), fc.nat(damages.length - 1), fc.nat(5000)), {
        maxLength: 3,
      }),
      (rows) => {
        const lines = rows.map(([conversation, seed, damage, at]) =>
          damages[damage]!(Buffer.from(writeWildly(conversation, seed)), at),
        )
        const file = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]))
        for (const { bytes } of split(file, 64)) {
          const result = readLine(bytes)
          if (result.ok) {
            expect(bytes.toString().replace(/^\ufeff/, '')).toContain(result.text)
            read++
          } else {
            expect(result.code).toMatch(/^[a-z0-9-]+$/)
            refused++
          }
        }
      },
    ),
    { numRuns: 1000 },
  )
  expect(read).toBeGreaterThan(0)
  expect(refused).toBeGreaterThan(0)
})

test('a line of 10 MB is read like any other', () => {
  const line = `{"messages":[{"role":"user","content":"${'환불 "a" '.replaceAll('"', '\\"').repeat(800_000)}"}]}`
  const [only] = split(Buffer.from(`${line}\n`), 1 << 20)
  expect(only!.bytes.length).toBeGreaterThan(10_000_000)
  const result = readLine(only!.bytes)
  expect(result.ok && result.text === line).toBe(true)
})
