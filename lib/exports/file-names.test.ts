import { describe, expect, test } from 'vitest'
import { attachment, zipName } from './file-names'

describe('names of downloads', () => {
  test.each([
    ['Support', 'Support-openai-chat-0123abcd.zip'],
    ['고객지원 봇', '고객지원-봇-openai-chat-0123abcd.zip'],
    ['a/b\\c:d*e?"f', 'a-b-c-d-e-f-openai-chat-0123abcd.zip'],
    ['../..', 'dataset-openai-chat-0123abcd.zip'],
    ['\r\nSet-Cookie: x', 'Set-Cookie-x-openai-chat-0123abcd.zip'],
  ])('of dataset %j', (dataset, name) => {
    expect(zipName(dataset, 'openai-chat', '0123abcdef')).toBe(name)
  })

  test('stay below what file systems take', () => {
    expect(Buffer.byteLength(zipName('가'.repeat(300), 'openai-chat', 'f'.repeat(64)))).toBeLessThan(255)
  })

  test('travel in a header in any script', () => {
    const header = attachment("고객's.zip")
    expect(header).toBe(`attachment; filename="_'s.zip"; filename*=UTF-8''%EA%B3%A0%EA%B0%9D%27s.zip`)
    expect(() => new Headers({ 'content-disposition': header })).not.toThrow()
  })
})
