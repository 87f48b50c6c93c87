import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { figure } from '@/lib/testing/figure'
import { share } from '@/lib/testing/share'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { countTokensOf } from '@/lib/tokens/count'
import { runImportFile } from './commands/run-import-file'
import { listRejections } from './queries/imports'

/** Small, seeded and quick: the same files every time. */
function createRandom(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  return { below, pick }
}
type Random = ReturnType<typeof createRandom>

const good = (r: Random) => {
  const text = r.pick([
    'Hi',
    '환불되나요?',
    '\\u0000',
    '\\ud83d',
    '<|endoftext|>',
    '\\"',
    '😀',
    '\u2028',
    'a'.repeat(3_000),
  ])
  const extra = r.pick([
    '',
    ',"n":12345678901234567890',
    ',"x":1.0',
    ',"__proto__":{"a":1}',
    ',"messages2":[]',
    ',"a":1,"a":2',
  ])
  const weight = r.pick(['', ',"weight":0', ',"weight":"no"', ',"weight":null'])
  return Buffer.from(
    `{"messages":[{"role":"user","content":"${text}${r.below(1e9)}"},{"role":"assistant","content":${r.pick(['"ok"', 'null', '[]', '7'])}${weight}}]${extra}}`,
  )
}
const bad = (r: Random) =>
  r.pick([
    () => Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    () => Buffer.from([0xed, 0xa0, 0x80]),
    () => Buffer.from('{"messages":[{"role":"user","content":"a\0b"}]}'),
    () => Buffer.from(`${'[{"a":'.repeat(5_000)}`),
    () => Buffer.from(`{"messages":[{"role":"user","content":${'['.repeat(250)}${']'.repeat(250)}}]}`),
    () => good(r).subarray(0, 1 + r.below(40)),
    () =>
      Buffer.from(
        r.pick(['null', '[]', '1', '"text"', 'NaN', "{'messages':[]}", '{"messages":{}}', '{"messages":[]}']),
      ),
    () =>
      Buffer.from(
        r.pick(['{"messages":[null]}', '{"messages":[{"role":"User"}]}', '{"messages":[{"role":["user"]}]}']),
      ),
    () => Buffer.from('{"__proto__":{"messages":[{"role":"user","content":"x"}]}}'),
    () => Buffer.from('{"messages":[{"role":"user","content":"a"}]},'),
    () => Buffer.from('\ufeff{"messages":[{"__proto__":{"role":"user"}}]}'),
  ])()
const blank = (r: Random) => Buffer.from(r.pick(['', ' ', '\t', ' \t ']))

type Made = { file: Buffer; goodLines: string[]; bad: number; badLines: number[] }
function makeFile(seed: number): Made {
  const r = createRandom(seed)
  const parts: Buffer[] = seed % 3 === 0 ? [Buffer.from('\ufeff')] : []
  const made: Made = { file: Buffer.alloc(0), goodLines: [], bad: 0, badLines: [] }
  const count = r.below(14)
  const badShare = r.pick([0, 0.1, 0.5])
  for (let line = 1; line <= count; line++) {
    const kind = r.below(100) / 100
    if (kind < badShare) {
      parts.push(bad(r))
      made.bad += 1
      made.badLines.push(line)
    } else if (kind > 0.9) parts.push(blank(r))
    else {
      const content = good(r)
      parts.push(content)
      made.goodLines.push(content.toString())
    }
    if (line < count || r.below(2) === 0) parts.push(Buffer.from(r.pick(['\n', '\r\n'])))
  }
  made.file = Buffer.concat(parts)
  return made
}

// with the other formats of fuzz-formats.slow.test.ts, a thousand files
const files = share(engine === 'sqlite' ? 500 : 25, 5_000)

describe('D19: fuzzed files through the whole import', () => {
  useStudio()

  it(`${files} files: every line accounted for, every bad one named, the choice honoured whole`, {
    timeout: share(900_000, 6 * 3_600_000),
  }, async () => {
    const datasetId = await makeDataset()
    // the first count starts the worker: that is no import's time
    await countTokensOf(['ready'])
    let stored = 0
    const sent = new Set<string>()
    let slowest = 0
    for (let seed = 1; seed <= files; seed++) {
      const made = makeFile(seed)
      const path = join(tmpdir(), `finecut-fuzz-${process.pid}.jsonl`)
      writeFileSync(path, made.file)
      const onError = seed % 2 === 0 ? 'abort' : 'skip-line'
      const began = performance.now()
      const row = await runImportFile(local, { datasetId, path, onError })
      slowest = Math.max(slowest, performance.now() - began)
      const context = `seed ${seed}`
      const { lines, stored: kept, skipped, rejected, rolledBack } = row
      expect(kept + skipped + rejected + rolledBack, context).toBe(lines)
      expect(lines, context).toBe(made.goodLines.length + made.bad)
      const stops = onError === 'abort' && made.bad > 0
      expect([row.state, kept + skipped, rejected], context).toEqual(
        stops ? ['aborted', 0, 1] : ['done', made.goodLines.length, made.bad],
      )
      const { rejections } = await listRejections(local, { datasetId, importId: row.id })
      const named = stops ? made.badLines.slice(0, 1) : made.badLines
      expect(
        rejections.map((r) => r.line),
        context,
      ).toEqual(named)
      stored += kept
      for (const text of made.goodLines) sent.add(text)
    }
    expect(slowest).toBeLessThan(5_000)
    figure(
      'D19',
      `${engine}: ${files} fuzzed JSONL files`,
      `${stored} lines stored; the slowest took ${Math.round(slowest)} ms`,
    )
    const rows = await db().example.findMany({ select: { visible: true, number: true, text: true } })
    expect(rows.every((row) => row.visible)).toBe(true)
    expect(rows.map((row) => row.number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: stored }, (_, i) => i + 1),
    )
    expect(rows.filter((row) => !sent.has(row.text))).toEqual([])
  })

  it('a line of 10 MB, one without a break, and one too long', async () => {
    const datasetId = await makeDataset()
    const lineOf = (text: string) =>
      `{"messages":[{"role":"user","content":"${text}"},{"role":"assistant","content":"a"}]}\n`
    const path = join(tmpdir(), `finecut-long-${process.pid}.jsonl`)
    writeFileSync(
      path,
      [
        lineOf('word '.repeat(2_000_000)),
        lineOf('가'.repeat(3_300_000)),
        lineOf('y'.repeat(33 * 1024 * 1024)),
        lineOf('end'),
      ].join(''),
    )
    const began = performance.now()
    const row = await runImportFile(local, { datasetId, path, onError: 'skip-line' })
    expect(row).toMatchObject({ state: 'done', lines: 4, stored: 3, rejected: 1 })
    const { rejections } = await listRejections(local, { datasetId, importId: row.id })
    expect(rejections).toMatchObject([{ record: 3, line: 3, code: 'line-too-long' }])
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})
