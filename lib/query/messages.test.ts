import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import en from '@/messages/en.json'
import ko from '@/messages/ko.json'
import { keyNames, queryErrorCodes, sorts } from './words'

test.each([
  ['en', en],
  ['ko', ko],
])('%s has a sentence for every key, order and error', (locale, messages) => {
  const fail = (error: Error) => {
    throw error
  }
  const t = createTranslator<typeof en>({ locale, messages: messages as typeof en, onError: fail })
  const params = { key: 'turns', value: '<many>', expected: 'draft, approved', most: '2000' }
  for (const key of keyNames) expect(t(`query.keys.${key}`)).not.toBe('')
  for (const key of sorts) expect(t(`query.sorts.${key}`)).not.toBe('')
  for (const code of queryErrorCodes) expect(t(`query.errors.${code}`, params)).not.toMatch(/[{}]/)
  expect(t('query.errors.notATime', params)).toContain('<7d')
  expect(t('query.errors.unknownValue', params)).toContain('<many>')
})
