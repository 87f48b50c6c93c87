import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ExampleDetail } from '@/lib/examples/schema'
import type { Entry } from '@/lib/outbox/schema'
import { loadExample } from './load'

let entries: Entry[]
let answers: (() => Partial<ExampleDetail>)[]
const asked = vi.hoisted(() => vi.fn())
vi.mock('@/lib/examples/client', () => ({ getExample: asked }))

const entry = (seq: number, operationId: string | null = null) =>
  ({
    seq,
    operationId,
    userId: 'u',
    datasetId: 'd',
    number: 1,
    edits: [],
    trouble: null,
    revision: 1,
  }) as unknown as Entry
const told = (...ids: string[]) => ids.map((operationId, i) => ({ operationId, revision: 2 - i }))
const outbox = { userId: 'u', storage: { listOf: async () => [...entries] } }
const load = (ground?: () => unknown) => loadExample(outbox, 'd', 1, ground ? { ground } : {})
const seqs = async (ground?: () => unknown) => {
  const loaded = await load(ground)
  return loaded.ok ? [loaded.value.detail.revision, loaded.value.waiting.map((w) => w.seq)] : loaded.error
}

beforeEach(() => {
  entries = [entry(1), entry(2)]
  answers = []
  asked.mockReset()
  asked.mockImplementation(async () => ({
    ok: true,
    value: { revision: 1, ownOperations: [], ...answers.shift()?.() },
  }))
})

describe('an example and what waits on it', () => {
  test('are read once where nothing happens meanwhile', async () => {
    expect(await seqs()).toEqual([1, [1, 2]])
    expect(asked).toHaveBeenCalledTimes(1)
  })

  test('what was acknowledged between the two reads is in the text alone', async () => {
    answers = [
      () => {
        entries = [entry(2)]
        return { revision: 2 }
      },
      () => ({ revision: 2 }),
    ]
    expect(await seqs()).toEqual([2, [2]])
  })

  test('what the server has, though its answer was lost, is in the text alone', async () => {
    entries = [entry(1, 'done'), entry(2, 'open')]
    answers = [() => ({ revision: 2, ownOperations: told('done', 'older') })]
    expect(await seqs()).toEqual([2, [2]])
  })

  test('what was sent between the two reads is looked at again', async () => {
    answers = [
      () => {
        entries = [entry(1, 'sent'), entry(2)]
        return { revision: 2, ownOperations: told('sent') }
      },
      () => ({ revision: 2, ownOperations: told('sent') }),
    ]
    expect(await seqs()).toEqual([2, [2]])
    expect(asked).toHaveBeenCalledTimes(2)
  })

  test('what was done meanwhile is there', async () => {
    let ground = {}
    answers = [
      () => {
        ground = {}
        entries = [...entries, entry(3)]
        return {}
      },
    ]
    expect(await seqs(() => ground)).toEqual([1, [1, 2, 3]])
  })

  test('a failure is handed on', async () => {
    const error = { code: 'not_found' }
    asked.mockResolvedValue({ ok: false, error })
    expect(await seqs()).toEqual(error)
  })
})
