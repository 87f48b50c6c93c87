import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { useStudio } from '@/lib/testing/studio'
import { seal, unseal } from './seal'

useStudio()
afterEach(() => {
  delete process.env.FINECUT_SECRET_KEY
})
const keyFile = () => join(process.env.FINECUT_DATA_DIR ?? '', 'secret-key')

test('a secret comes back for what it was sealed for, and for nothing else', () => {
  const kept = seal('sk-canary', 'here')
  expect(kept).not.toContain('canary')
  expect(seal('sk-canary', 'here')).not.toBe(kept)
  expect(unseal(kept, 'here')).toBe('sk-canary')
  expect(unseal(kept, 'there')).toBeNull()
  const parts = kept.split('.')
  for (const at of [1, 2, 3]) {
    const changed = parts
      .with(at, `${parts[at]!.startsWith('A') ? 'B' : 'A'}${parts[at]!.slice(1)}`)
      .join('.')
    expect(unseal(changed, 'here'), `part ${at}`).toBeNull()
  }
  for (const broken of ['', 'v1', 'v1..', 'v2.a.b.c', 'v1.a.b.c', '....'])
    expect(unseal(broken, 'here'), broken).toBeNull()
  // a tag that is cut is no tag
  expect(unseal(parts.with(2, parts[2]!.slice(0, 6)).join('.'), 'here')).toBeNull()
})

test('its key is a file of this installation that nobody else may read, made at first use', () => {
  const kept = seal('sk-canary', 'here')
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600)
  const first = readFileSync(keyFile(), 'utf8')
  expect(first.length).toBeGreaterThan(40)
  seal('another', 'here')
  expect(readFileSync(keyFile(), 'utf8')).toBe(first)
  writeFileSync(keyFile(), first.split('').reverse().join(''))
  expect(unseal(kept, 'here')).toBeNull()
})

test('FINECUT_SECRET_KEY takes its place, and one that can be guessed is refused', () => {
  process.env.FINECUT_SECRET_KEY = 'v0VdHq3mZk1yTj8nQw5xLr7cBf2gSe9u'
  const kept = seal('sk-canary', 'here')
  expect(unseal(kept, 'here')).toBe('sk-canary')
  delete process.env.FINECUT_SECRET_KEY
  expect(unseal(kept, 'here')).toBeNull()
  for (const weak of ['', 'short', 'a'.repeat(64), 'changeme'.repeat(8)]) {
    process.env.FINECUT_SECRET_KEY = weak
    expect(() => seal('x', 'here'), weak).toThrow(expect.objectContaining({ reason: 'secretKeyWeak' }))
  }
})
