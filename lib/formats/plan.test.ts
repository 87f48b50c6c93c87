import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { cut } from './cut'
import { planFile } from './plan'
import { readSample } from './sample'
import type { ReadOptions } from './schema'
import { openFile } from './unpack'

const folder = mkdtempSync(join(tmpdir(), 'finecut-plan-'))
let serial = 0

/** A file read as an import would: its plan, and where its records begin. */
async function plan(content: string | Buffer, fileName = 'a.txt', options: ReadOptions = {}) {
  const path = join(folder, String(++serial))
  writeFileSync(path, content)
  const size = Buffer.byteLength(content)
  const sample = await readSample(path, { fileName, size, received: size })
  const found = await planFile(sample, fileName, { format: 'auto', options })
  const lines: number[] = []
  for await (const records of cut(openFile(path, found.plan.gzip).chunks, found.plan))
    for (const { line } of records) lines.push(line)
  return { ...found.plan, lines, columns: found.columns, first: found.records[0] }
}

const chat = '{"messages":[{"role":"user","content":"안녕"},{"role":"assistant","content":"네"}]}'
const turns = '[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]'
const pretty = JSON.stringify(JSON.parse(chat), null, 2)
const swap = (bytes: Buffer) => Buffer.from(bytes).swap16()
// '질문,답변' and '안녕,네' as CP949
const cp949 = Buffer.from([
  ...[0xc1, 0xfa, 0xb9, 0xae, 0x2c, 0xb4, 0xe4, 0xba, 0xaf, 0x0a],
  ...[0xbe, 0xc8, 0xb3, 0xe7, 0x2c, 0xb3, 0xd7, 0x0a],
])

describe('what a file holds', () => {
  it.each<[string, string | Buffer, string, object]>([
    ['JSONL', `${chat}\n\n${chat}`, 'a.json', { container: 'jsonl', format: 'openai-chat', lines: [1, 3] }],
    ['a list', `[${chat},\n${chat}]`, 'a.json', { container: 'json', lines: [1, 2] }],
    ['a list on one line', `[${chat},${chat}]`, 'a', { container: 'json', lines: [1, 1] }],
    ['a list that was indented', `[\n${pretty},\n${pretty}\n]\n`, 'a', { container: 'json', lines: [2, 14] }],
    ['one object on many lines', pretty, 'a.json', { container: 'json', lines: [1] }],
    ['objects one after another', `${pretty}\n${pretty}`, 'a', { container: 'json', lines: [1, 13] }],
    ['an object that was cut short', pretty.slice(0, 90), 'a.json', { container: 'json', lines: [1] }],
    [
      'a list under a key',
      `{"version":"1.0","authors":["x"],"licence":{"of":[{}]},"data":[${chat},\n${chat}],"n":2}`,
      'a.json',
      { container: 'json-object', format: 'openai-chat', lines: [1, 2] },
    ],
    [
      'lists under keys, indented',
      `{\n"train": [\n${pretty}\n],\n"test": [${pretty}]}`,
      'a.json',
      { container: 'json-object', lines: [3, 16] },
    ],
    [
      'a list under a key, longer than what is looked at',
      `{"rows":[${Array(20_000).fill('{"prompt":"a","completion":"b","n":["x"]}').join(',')}]}`,
      'a',
      { container: 'json-object', format: 'prompt-completion' },
    ],
    [
      'an object whose list holds its turns',
      `{"id":1,"talk":[{"role":"user","content":"a"}]}`,
      'a',
      { container: 'jsonl', lines: [1] },
    ],
    [
      'objects that hold lists, by line',
      '{"x":1,"rows":[{"a":1}]}\n{"x":2,"rows":[{"a":2}]}',
      'a',
      { container: 'jsonl', lines: [1, 2] },
    ],
    [
      'a bad line before good ones',
      `{"messages":[\n${chat}\n${chat}`,
      'a',
      { container: 'jsonl', lines: [1, 2, 3] },
    ],
    [
      'lists by line',
      '["a","b"]\n["c","d"]',
      'a',
      { container: 'jsonl', format: 'turn-list', lines: [1, 2] },
    ],
    [
      'lists of turns by line',
      `${turns}\n${turns}`,
      'a.jsonl',
      { container: 'jsonl', format: 'sharegpt', lines: [1, 2] },
    ],
    [
      'a list of lists of turns',
      `[${turns},${turns}]`,
      'a',
      { container: 'json', format: 'sharegpt', lines: [1, 1] },
    ],
    [
      'lists of turns under a key',
      `{"conversations":[${turns},${turns}]}`,
      'a',
      { container: 'json-object', format: 'sharegpt', lines: [1, 1] },
    ],
    ['one list of turns', turns, 'a.json', { container: 'json-list', format: 'sharegpt', lines: [1] }],
    [
      'one list of turns, indented',
      JSON.stringify(JSON.parse(turns), null, 2),
      'a.json',
      { container: 'json-list', format: 'sharegpt', lines: [1] },
    ],
    [
      'rows of many conversations in a list',
      '[{"dialogue_id":1,"speaker":"user","text":"a"},{"dialogue_id":2,"speaker":"user","text":"b"}]',
      'a',
      { container: 'json', lines: [1, 1] },
    ],
    [
      'roles of Cohere',
      chat.replace('"user"', '"User"').replace('"assistant"', '"Chatbot"'),
      'a',
      { format: 'sharegpt' },
    ],
    ['an empty list', ' [ ]\n', 'a', { container: 'json', lines: [] }],
    [
      'a table that is named as lines',
      'question,answer\na,b\n',
      'a.jsonl',
      { container: 'table', lines: [2] },
    ],
    [
      'a row that says what splits',
      'sep=;\r\nfrage;antwort\r\na;b\r\n',
      'a.csv',
      { columns: ['frage', 'antwort'], lines: [3] },
    ],
    ['gzip', gzipSync(`${chat}\n${chat}\n`), 'a.jsonl.gz', { gzip: true, container: 'jsonl', lines: [1, 2] }],
    ['a BOM', `\ufeff[${chat}]`, 'a', { encoding: 'utf-8', container: 'json', lines: [1] }],
    [
      'UTF-16',
      Buffer.from(`\ufeff${chat}\n`, 'utf16le'),
      'a',
      { encoding: 'utf-16le', container: 'jsonl', lines: [1] },
    ],
    ['UTF-16 without a mark', Buffer.from(chat, 'utf16le'), 'a', { encoding: 'utf-16le', lines: [1] }],
    ['big-endian UTF-16', swap(Buffer.from(chat, 'utf16le')), 'a', { encoding: 'utf-16be', lines: [1] }],
    [
      'Korean of Excel',
      cp949,
      'a.csv',
      { encoding: 'cp949', columns: ['질문', '답변'], format: 'table-pair' },
    ],
    ['commas', 'Q,A,label\r\n"a,\nb",c,0\r\nd,e,1', 'a.csv', { container: 'table', lines: [2, 4] }],
    ['tabs, and quotes that mean nothing', 'Q\tA\n5" wide\t"no\nx\ty\n', 'a.tsv', { lines: [2, 3] }],
    ['no header', '1,안녕하세요.\n2,네.\n', 'a.csv', { columns: ['column 1', 'column 2'], lines: [1, 2] }],
    ['a name that says nothing', 'question;answer\na;b\n', 'a.txt', { container: 'table', lines: [2] }],
    [
      'rows by turn',
      'Dialogue_ID,Utterance_ID,Speaker,Utterance\n1,0,user,a\n1,1,bot,b\n2,0,user,c\n',
      'a.csv',
      { format: 'table-grouped', lines: [2, 4] },
    ],
    ['Alpaca in a table', 'instruction,input,output\na,,b\n', 'a.csv', { format: 'alpaca', lines: [2] }],
    [
      'YAML',
      '\ufeffcategories:\n- x\nconversations:\n- - a\n  - b\n- - c\n  - d\n',
      'a.yml',
      { container: 'yaml', format: 'turn-list', lines: [4, 6] },
    ],
    [
      'text',
      'Dear all,\nno data here',
      'a.txt',
      { container: 'jsonl', format: 'openai-chat', lines: [1, 2] },
    ],
    [
      'a list longer than what is looked at',
      `[${Array(20_000).fill(chat).join(',')}]`,
      'a',
      { container: 'json' },
    ],
    [
      'a line longer than that',
      chat.replace('네', '네'.repeat(500_000)),
      'a',
      { container: 'jsonl', lines: [1] },
    ],
    ['nothing', '', 'a.jsonl', { container: 'jsonl', lines: [] }],
  ])('%s', async (_, content, name, expected) => {
    expect(await plan(content, name)).toMatchObject(expected)
  })

  it('a person’s word goes before', async () => {
    const found = await plan('a;b,c\nd;e,f\n', 'a.csv', {
      delimiter: ';',
      header: false,
      mapping: { mode: 'pair', user: 'column 2' },
    })
    expect(found).toMatchObject({
      columns: ['column 1', 'column 2'],
      lines: [1, 2],
      mapping: { user: 'column 2' },
    })
  })
})

describe('packed files', () => {
  const read = async (bytes: Buffer, maxBytes?: number) => {
    const path = join(folder, String(++serial))
    writeFileSync(path, bytes)
    let length = 0
    for await (const chunk of openFile(path, true, maxBytes).chunks) length += chunk.length
    return length
  }
  const packed = gzipSync(Buffer.alloc(3_000_000))

  it('unpack to a limit', async () => {
    expect(packed.length).toBeLessThan(5_000)
    expect(await read(packed)).toBe(3_000_000)
    await expect(read(packed, 1_000_000)).rejects.toMatchObject({ reason: 'unpackedTooLarge' })
  })

  it('are refused where they are cut short or damaged', async () => {
    const damaged = Buffer.from(gzipSync(Buffer.from(chat.repeat(1_000))))
    damaged[40] = damaged[40]! ^ 0xff
    for (const bytes of [packed.subarray(0, 1_000), damaged])
      await expect(read(bytes)).rejects.toMatchObject({ reason: 'gzipBroken' })
  })
})

describe('bytes of another encoding', () => {
  const damagedOf = async (content: Buffer, encoding: 'utf-8' | 'cp949') => {
    const sample = { bytes: content, gzip: false, whole: true, packed: content.length }
    const { records } = await planFile(sample, 'a.csv', { format: 'auto', options: { encoding } })
    return records.map((record) => 'damaged' in record && record.damaged)
  }

  it('mark their row, and no row that holds U+FFFD by right', async () => {
    const rows = Buffer.from('Q,A\n\ufffd,b\n')
    expect(await damagedOf(rows, 'utf-8')).toEqual([false])
    const broken = Buffer.concat([Buffer.from('Q,A\na,b\nc,'), Buffer.from([0xff]), Buffer.from('\nd,e\n')])
    expect(await damagedOf(broken, 'utf-8')).toEqual([false, true, false])
    expect(await damagedOf(Buffer.concat([cp949, Buffer.from([0xff, 0x2c, 0x61])]), 'cp949')).toEqual([
      false,
      true,
    ])
  })
})

describe('rows that belong together', () => {
  const options = (order?: string): ReadOptions => ({
    mapping: { mode: 'grouped', conversation: 'c', speaker: 's', text: 't', ...(order ? { order } : {}) },
  })

  it('are sorted by their order, as numbers', async () => {
    const { first } = await plan('c,n,s,t\n1,10,user,b\n1,9,user,a\n', 'a.csv', options('n'))
    expect(first).toMatchObject({ value: { rows: [{ n: '9' }, { n: '10' }] } })
  })

  it('are found where they stand apart', async () => {
    const { lines, first } = await plan('c,s,t\n1,user,a\n2,user,b\n1,bot,c\n', 'a.csv', options())
    expect(lines).toEqual([2, 3])
    expect(first).toMatchObject({ value: { rows: [{ t: 'a' }, { t: 'c' }] } })
  })

  it('a quote that isn’t closed is told, and nothing before it is lost', async () => {
    const { lines, first } = await plan('Q,A\n1,2\n3,"4\n5,6\n', 'a.csv', { quote: true })
    expect(lines).toEqual([2, 3])
    expect(first).toMatchObject({ value: { Q: '1', A: '2' } })
  })
})
