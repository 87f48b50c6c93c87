import { describe, expect, it } from 'vitest'
import type { OwnEntry } from './check-job'
import { packEntries, unpackEntries } from './entries'

const entry = (key: string, more: Partial<OwnEntry> = {}): OwnEntry => ({
  check: 'contradiction',
  key,
  messageIndex: 1,
  facts: '{"answer":"삼십 일입니다"}',
  ...more,
})

describe('entries as they are kept', () => {
  it('say what they said, with what several keys share said once', () => {
    const entries = [entry('a'), entry('b'), entry('c', { messageIndex: 3, under: 'a' })]
    const packed = packEntries('dataset', entries)
    expect(unpackEntries(packed.entries)).toEqual([
      { check: 'contradiction', messageIndex: 1, facts: entries[0]!.facts, keys: ['a', 'b'] },
      { check: 'contradiction', messageIndex: 3, facts: entries[0]!.facts, under: 'a', keys: ['c'] },
    ])
    expect(packEntries('dataset', entries)).toEqual(packed)
    expect(packEntries('dataset', entries.slice(0, 2)).hash).not.toBe(packed.hash)
  })

  it('are found by keys of their dataset and check, and one that is under another by that one alone', () => {
    const { keys } = packEntries('dataset', [entry('a'), entry('b'), entry('c', { under: 'a' })])
    expect(keys).toHaveLength(2)
    expect(keys.every(Number.isSafeInteger)).toBe(true)
    expect(packEntries('dataset', [entry('a')]).keys).toEqual([keys[0]])
    expect(packEntries('another', [entry('a')]).keys).not.toEqual([keys[0]])
    expect(packEntries('dataset', [entry('a', { check: 'refusal' })]).keys).not.toEqual([keys[0]])
  })

  it('of one that brings nothing are nothing', () => {
    expect(packEntries('dataset', [])).toEqual({ entries: '', hash: '', keys: [] })
    expect(unpackEntries('')).toEqual([])
  })
})
