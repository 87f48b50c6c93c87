import { expect, it } from 'vitest'
import type { SourceRecord } from '@/lib/formats/schema'
import { packRecords, unpackRecords } from './pack-records'

it('records come out of the pack as they went in, without the chunk they stood in', () => {
  const chunk = new TextEncoder().encode('{"a":1}\n\n{"b":"가"}\n'.padEnd(50_000))
  const records: SourceRecord[] = [
    { line: 1, bytes: chunk.subarray(0, 7), damaged: false },
    { line: 2, value: { c: [1, null] }, excerpt: 'c' },
    { line: 3, bytes: chunk.subarray(7, 7), damaged: true },
    { line: 4, refusal: { ok: false, code: 'not-json', params: {} }, excerpt: '{' },
    { line: 5, bytes: chunk.subarray(9, 20), damaged: undefined },
  ]
  const packed = structuredClone(packRecords(records))
  expect(packed.bytes.buffer.byteLength).toBe(7 + 0 + 11)
  expect(unpackRecords(packed)).toEqual(records)
})
