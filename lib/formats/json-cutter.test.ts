import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonCutter } from './json-cutter'
import { toOneLine } from './one-line'

const cutIn = (bytes: Buffer, size: number, inObject = false) => {
  const cutter = new JsonCutter(inObject ? 'lists of an object' : 'lists')
  const found: { line: number; text: string }[] = []
  const take = (records: Iterable<{ line: number; bytes: Uint8Array }>) => {
    for (const { line, bytes: own } of records) found.push({ line, text: Buffer.from(own).toString() })
  }
  for (let at = 0; at < bytes.length; at += size) take(cutter.push(bytes.subarray(at, at + size)))
  take(cutter.end())
  return found
}
const indent = fc.constantFrom(undefined, 1, '\t', '\r\n ')
const records = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), {
  minLength: 1,
  maxLength: 6,
})

describe('JsonCutter', () => {
  it('cuts a list, and objects one after another, into what they hold, however the bytes come', () => {
    const sizes = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(records, indent, sizes, fc.boolean(), (values, space, size, isList) => {
        const objects = values.map((value) => ({ value }))
        const written = isList
          ? JSON.stringify(values, null, space)
          : objects.map((value) => JSON.stringify(value, null, space)).join('\n')
        const found = cutIn(Buffer.from(written), size)
        expect(found.map(({ text }) => JSON.parse(text))).toEqual(
          JSON.parse(JSON.stringify(isList ? values : objects)),
        )
        for (const { text } of found) {
          expect(written).toContain(text.trim())
          const line = toOneLine(text)
          expect(line).not.toMatch(/[\r\n]/)
          expect(JSON.parse(line)).toEqual(JSON.parse(text))
        }
      }),
    )
  })

  it('cuts what is no JSON too: nothing is passed over but blanks and commas', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'[]{}",:\\ \na1') }),
        fc.integer({ min: 1, max: 9 }),
        (text, size) => {
          const found = cutIn(Buffer.from(text), size)
          expect(found).toEqual(cutIn(Buffer.from(text), 1_000))
          const kept = found.map((record) => record.text).join('')
          const plain = (all: string) => all.replace(/[\s,[\]]/g, '')
          expect(plain(kept)).toBe(plain(text))
        },
      ),
    )
  })

  it('cuts the lists that an object holds, and passes over all that stands beside them', () => {
    const sizes = fc.integer({ min: 1, max: 40 })
    const beside = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.object()), {
      maxKeys: 3,
    })
    const isRecord = (value: unknown) => typeof value === 'object' && value !== null
    fc.assert(
      fc.property(beside, records, records, indent, sizes, (other, one, two, space, size) => {
        const object = {
          ...Object.fromEntries(Object.entries(other).map(([k, v]) => [`_${k}`, v])),
          one,
          x: 1,
          two,
        }
        const found = cutIn(Buffer.from(JSON.stringify(object, null, space)), size, true)
        expect(found.map(({ text }) => JSON.parse(text))).toEqual(
          JSON.parse(JSON.stringify([...one, ...two].filter(isRecord))),
        )
      }),
    )
  })

  it('tells the line that a record begins on', () => {
    expect(cutIn(Buffer.from('[\n{"a":\n1},\n\n{"b":2},{"c":3}\n]'), 3).map(({ line }) => line)).toEqual([
      2, 5, 5,
    ])
  })
})
