import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { noTextOf } from './no-text'

const zip = Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1')
const noise = Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 7919) % 256))
const behind = (mark: string) => Buffer.concat([Buffer.from(mark, 'latin1'), noise])

describe('what holds no text', () => {
  it.each<[string, Buffer, string, boolean]>([
    ['zip', Buffer.concat([zip, Buffer.from('data.jsonl{}')]), 'a.zip', false],
    ['excel', Buffer.concat([zip, Buffer.from('xl/workbook.xml')]), 'a', false],
    ['excel', zip, 'Book.XLSX', false],
    ['excel', behind('\xd0\xcf\x11\xe0'), 'a.xls', false],
    ['pdf', Buffer.from('%PDF-1.7\n'), 'a', false],
    ['packed', behind('BZh91AY&SY'), 'a', false],
    ['packed', behind('\x28\xb5\x2f\xfd'), 'a', false],
    ['packed', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar')]), 'a.tar.gz', true],
    ['twice', gzipSync('{}'), 'a.gz', true],
    ['other', behind('\x89PNG\r\n'), 'a.png', false],
  ])('%s', (kind, bytes, name, gzip) => {
    expect(noTextOf(bytes, name, gzip)).toBe(kind)
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['plain text', Buffer.from('{"a":"안녕 \t"}\r\n')],
    ['a stray control character', Buffer.from('{"a":"\x01"}')],
    ['UTF-16', Buffer.from('\ufeff안녕 and more', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('{"messages":[]}', 'utf16le')],
    ['CP949', Buffer.from([0xc1, 0xfa, 0xb9, 0xae, 0x2c, 0xb4, 0xe4, 0xba, 0xaf, 0x0a])],
    ['words that begin like a mark', Buffer.from('PAR1 and PK, BZh and Rar!')],
  ])('%s is text', (_name, bytes) => {
    expect(noTextOf(bytes, 'a', false)).toBeNull()
  })
})
