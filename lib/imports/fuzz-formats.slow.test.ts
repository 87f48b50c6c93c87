import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
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

const text = (r: Random) =>
  r.pick([
    'Hi',
    '환불되나요?',
    'a "quoted" word',
    'two\nlines',
    'a,b;c\td|e',
    ']}{[',
    '\\',
    ' ',
    '',
    '😀',
    'x'.repeat(3_000),
  ])

// each is one record, whatever becomes of it
const records: ((r: Random) => unknown)[] = [
  (r) => ({
    messages: [
      { role: 'user', content: text(r) },
      { role: 'assistant', content: text(r), train: false },
    ],
  }),
  (r) => ({
    conversations: [
      { from: 'human', value: text(r) },
      { from: r.pick(['gpt', 'boss']), value: text(r) },
    ],
  }),
  (r) => ({ conversations: [{ from: 'function_call', value: r.pick(['{"name":"f"}', 'broken', '[]']) }] }),
  (r) => ({ instruction: text(r), input: text(r), output: text(r), history: r.pick([[], [['a', 'b']], 7]) }),
  (r) => ({ prompt: text(r), completion: r.pick([text(r), null, []]) }),
  (r) => ({ prompt: text(r), chosen: text(r), rejected: text(r) }),
  (r) => ({ turns: [text(r)] }),
  (r) => ({
    original: [
      ['agent', text(r)],
      [r.pick(['customer', 'nobody']), text(r)],
    ],
  }),
  (r) => [text(r), text(r)],
  (r) =>
    r.pick<unknown>([
      null,
      7,
      'text',
      {},
      { messages: [] },
      { messages: [null] },
      [],
      { tools: 'x', conversations: [{}] },
    ]),
]

const cell = (r: Random) => {
  const value = text(r)
  return /["\n,]/.test(value) || r.below(4) === 0 ? `"${value.replaceAll('"', '""')}"` : value
}

type Made = { bytes: Buffer; name: string; count: number | null }

/** A list, or pretty objects, or a table; then packed, encoded anew or damaged. */
function makeFile(seed: number): Made {
  const r = createRandom(seed)
  const count = 1 + r.below(12)
  const shape = r.pick(['list', 'pretty list', 'objects', 'table', 'grouped', 'yaml'] as const)
  const one = r.pick(records)
  const values = Array.from({ length: count }, () => (r.below(5) === 0 ? r.pick(records) : one)(r))
  const objects = values.map((value) => ({ value }))
  // under JSON a first element tells that it is a list: its scalars would be lines
  if (typeof values[0] !== 'object' || values[0] === null) values[0] = { first: true }
  const rows = Array.from({ length: count }, (_, i) => `x${i},${cell(r)},${cell(r)}`)
  const groups = Array.from({ length: count }, (_, i) => `${i},user,${cell(r)}\r\n${i},bot,${cell(r)}`)
  const written = {
    list: () => `[${values.map((value) => JSON.stringify(value)).join(r.pick([',', ' ,\n']))}]`,
    'pretty list': () => JSON.stringify(values, null, r.pick([1, 2, '\t'])),
    objects: () => objects.map((value) => JSON.stringify(value, null, 2)).join('\n'),
    table: () => `id,question,answer\n${rows.join('\n')}${r.pick(['', '\n'])}`,
    grouped: () => `dialogue_id,speaker,utterance\r\n${groups.join('\r\n')}`,
    yaml: () => `conversations:\n${values.map((value) => `- ${JSON.stringify(value)}\n`).join('')}`,
  }[shape]()
  const table = shape === 'table' || shape === 'grouped'
  const name = table ? 'f.csv' : shape === 'yaml' ? 'f.yml' : 'f.json'
  const encoded = r.pick([
    () => Buffer.from(written),
    () => Buffer.from(`\ufeff${written}`),
    () => Buffer.from(`\ufeff${written}`, 'utf16le'),
    () => Buffer.from(`\ufeff${written}`, 'utf16le').swap16(),
  ])()
  const packed = r.below(4) === 0 ? gzipSync(encoded) : encoded
  const whole = { bytes: packed, name, count }
  if (r.below(3) > 0) return whole
  const damaged = Buffer.from(packed)
  if (r.below(2) === 0) return { ...whole, bytes: damaged.subarray(0, r.below(damaged.length)), count: null }
  for (let i = 0; i < 1 + r.below(4); i++) damaged[r.below(damaged.length)] = r.below(256)
  return { ...whole, bytes: damaged, count: null }
}

// with the lines of fuzz.slow.test.ts, a thousand files
const files = share(engine === 'sqlite' ? 500 : 25, 5_000)

describe('D19: files of every container, whole and damaged', () => {
  useStudio()

  it(`${files} files: no crash, no hang, every record accounted for, the choice honoured whole`, {
    timeout: share(1_800_000, 6 * 3_600_000),
  }, async () => {
    const datasetId = await makeDataset()
    await countTokensOf(['ready'])
    let stored = 0
    let slowest = 0
    for (let seed = 1; seed <= files; seed++) {
      const made = makeFile(seed)
      const path = join(tmpdir(), `finecut-fuzz-${process.pid}-${made.name}`)
      writeFileSync(path, made.bytes)
      const onError = seed % 2 === 0 ? 'abort' : 'skip-line'
      const context = `seed ${seed}`
      const began = performance.now()
      const row = await runImportFile(local, { datasetId, path, onError }).catch((error: unknown) => {
        // packed data whose beginning is broken, or no longer looks packed, is refused before anything is begun
        expect(['gzipBroken', 'noText'], context).toContain((error as { reason?: string }).reason)
        expect(made.count, context).toBeNull()
        return null
      })
      slowest = Math.max(slowest, performance.now() - began)
      if (!row) continue
      const { lines, stored: kept, skipped, rejected, rolledBack, state } = row
      expect(kept + skipped + rejected + rolledBack, context).toBe(lines)
      if (made.count !== null) expect(lines, context).toBe(made.count)
      if (state === 'failed') expect([row.message, made.count], context).toEqual(['gzipBroken', null])
      else expect(state, context).toBe(onError === 'abort' && rejected > 0 ? 'aborted' : 'done')
      if (state !== 'done') expect([kept, skipped], context).toEqual([0, 0])
      const { rejections } = await listRejections(local, { datasetId, importId: row.id })
      if (state !== 'failed') expect(rejections, context).toHaveLength(rejected)
      stored += kept
    }
    expect(slowest).toBeLessThan(5_000)
    figure(
      'D19',
      `${engine}: ${files} files of every container`,
      `${stored} records stored; the slowest took ${Math.round(slowest)} ms`,
    )
    expect(await db().example.count({ where: { visible: true, number: { gt: 0 } } })).toBe(stored)
    expect(await db().example.count()).toBe(stored)
  })
})
