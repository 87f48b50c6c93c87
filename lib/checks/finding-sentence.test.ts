import { expect, test } from 'vitest'
import { problemCodes } from '@/lib/conversations/problems/codes'
import { locales } from '@/lib/i18n/locale'
import { hasSentence, sentence } from '@/lib/i18n/sentence'
import { findingSentence } from './finding-sentence'

const said = (locale: 'en' | 'ko', finding: Parameters<typeof findingSentence>[0]) =>
  findingSentence(
    finding,
    (key) => hasSentence(locale, key),
    (key, params) => sentence(locale, key, params),
  )

test.each(locales)('every broken rule has its own words and its remedy, in %s', (locale) => {
  for (const code of Object.keys(problemCodes)) {
    const keys = findingSentence(
      { check: 'structure', code, messageIndex: 2, params: {} },
      (key) => hasSentence(locale, key),
      (key) => key,
    )
    expect(keys).toMatch(/^problems\.\w+\.title\. problems\.\w+\.remedy$/)
  }
})

test('turns are counted from one', () => {
  const role = { check: 'structure' as const, code: 'developer-role', messageIndex: 0, params: {} }
  expect(said('en', role)).toMatch(/^Turn 1 has the role developer\. /)
})

test('what an older version of a check left is told by the name of the check', () => {
  const old = { check: 'vague' as const, code: 'of-long-ago', messageIndex: null, params: {} }
  expect(said('en', old)).toBe('Says nothing definite')
})
