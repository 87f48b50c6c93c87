import { type CheckId, checkIds, type FindingState } from '@/lib/checks/words'
import type { Kind, Message } from '@/lib/conversations/schema'
import { type Cell, insertRows, sqlTime } from '@/lib/db/bulk'
import { transaction } from '@/lib/db/client'
import { setPairs } from '@/lib/db/search-table'
import type { Status } from '@/lib/examples/schema'
import type { Names } from '@/lib/query/names'
import { searchPairs } from '@/lib/query/pairs'
import { searchableText } from '@/lib/query/text'

/** One example as a plain object: what a scan without a database decides by. */
export type Sample = {
  id: number
  datasetId: string
  number: number
  kind: Kind
  visible: boolean
  trashed: boolean
  status: Status
  /** Every text in it that a person would expect to find. */
  texts: string[]
  messages: Message[]
  assistantTurns: number
  trainedTurns: number
  tokens: number
  problems: string[]
  errors: number
  sourceKey: string | null
  split: 'train' | 'validation' | 'test' | null
  copiedFrom: number | null
  authorId: string
  updatedAt: Date
  tagIds: string[]
  /** Whether these are on its first message, else on itself. */
  tagsOnMessage: boolean
  /** `severity`: 0 info, 1 warning, 2 error. */
  findings: { check: CheckId; state: FindingState; severity: number }[]
}

export const now = new Date('2026-02-20T12:00:00Z')
const deletedTag = 'tagdeleted'
export const names: Names = {
  groups: [
    { id: 'group1', name: 'outcome', kind: 'exclusive' },
    { id: 'group2', name: 'edge case', kind: 'open' },
  ],
  tags: [
    { id: 'taganswer', name: 'answer', groupId: 'group1' },
    { id: 'tagrefusal', name: 'refusal', groupId: 'group1' },
    { id: 'tagodd', name: 'other', groupId: 'group1' },
    { id: 'taglong', name: 'very long', groupId: 'group2' },
    { id: 'tagodd2', name: 'other', groupId: 'group2' },
  ],
  people: [
    { id: 'user1', name: 'Reviewer', email: 'user-1@example.com' },
    { id: 'user2', name: 'Reviewer', email: 'user-2@example.com' },
    { id: 'user3', name: 'Lead', email: 'user-3@example.com' },
  ],
  problems: ['no-assistant', 'last-not-assistant', 'assistant'],
}

const phrases = [
  '환불 요청을 확인했습니다.',
  '주문을 취소해 드리겠습니다',
  'Your REFUND is on its way',
  'They said "no refund"\nand left',
  'café au lait',
  'cafe\u0301 closed', // decomposed
  '환 불가', // the syllables of 환불, apart
  'refun funds', // the pairs of refund, apart
  '😀 반갑습니다 😀😁',
  'C:\\temp\\new',
  '배송 조회는 환불과 다릅니다',
]

/** Numbers that look random and are the same in every run. */
function seeded(seed: number) {
  let state = seed
  const next = () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
  const below = (count: number) => Math.floor(next() * count)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!
  return { below, pick }
}

export function makeSamples(count: number): Sample[] {
  const { below, pick } = seeded(11)
  return Array.from({ length: count }, (_, i) => {
    const turns = 1 + below(8)
    const texts: string[] = []
    const messages = Array.from({ length: turns }, (_, turn): Message => {
      const role = turn % 2 ? 'assistant' : turn === 0 && below(3) === 0 ? 'system' : 'user'
      const text = below(4) === 0 ? pick(phrases) : `${pick(['ok', 'hello', '네'])} ${below(1000)}`
      texts.push(text)
      if (below(6) > 0) return { role, content: text }
      const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,refund' } }
      if (role === 'user') return { role, content: [{ type: 'text', text }, image] }
      texts.push('look_up')
      const call = { id: 'refund', type: 'function', function: { name: 'look_up', arguments: text } }
      return { role, content: null, tool_calls: [call] }
    })
    const assistantTurns = Math.floor(turns / 2)
    const tags = ['taganswer', 'tagrefusal', 'tagodd', 'taglong', 'tagodd2', deletedTag]
    return {
      id: i + 1,
      datasetId: below(8) === 0 ? 'dataset2' : 'dataset1',
      number: i + 1,
      kind: i % 5 === 0 ? 'preference' : 'chat',
      visible: below(12) > 0,
      trashed: below(9) === 0,
      status: pick(['draft', 'in_review', 'changes_requested', 'approved', 'excluded']),
      texts,
      messages,
      assistantTurns,
      trainedTurns: below(assistantTurns + 1),
      tokens: below(40) * 10,
      problems: below(3) === 0 ? [pick(['no-assistant', 'last-not-assistant'])] : [],
      errors: below(4) === 0 ? 1 : 0,
      sourceKey: below(3) === 0 ? null : `ticket ${below(20)}`,
      split: pick(['train', 'validation', 'test', null]),
      copiedFrom: i > 10 && below(5) === 0 ? 1 + below(10) : null,
      authorId: pick(['user1', 'user2', 'user3', 'local']),
      updatedAt: new Date(Date.UTC(2026, 1, 1 + below(20), below(3) * 8)),
      tagIds: tags.filter(() => below(4) === 0),
      tagsOnMessage: (i + 1) % 3 === 0,
      findings: Array.from({ length: i % 4 }, (_, nth) => ({
        check: checkIds[(i + nth) % 3]!,
        state: (i + nth) % 5 === 0 ? 'waived' : 'open',
        severity: (i * 7 + nth) % 3,
      })),
    }
  })
}

// Some lines come with everything but ASCII escaped: search must see through that.
const escaped = (json: string) =>
  json.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Fills an empty studio with these examples. */
export async function storeSamples(samples: Sample[]): Promise<void> {
  const deleted = { id: deletedTag, name: 'gone', groupId: 'group1' }
  await transaction(async (tx) => {
    const insert = (table: string, rows: Record<string, Cell>[]) =>
      insertRows(tx, table, Object.keys(rows[0]!), rows.map(Object.values) as Cell[][])
    await insert(
      'Dataset',
      ['dataset1', 'dataset2'].map((id) => ({ id, name: id, updatedAt: sqlTime(now) })),
    )
    await insert(
      'TagGroup',
      names.groups.map((group, position) => ({ ...group, datasetId: 'dataset1', position })),
    )
    await insert(
      'Tag',
      [...names.tags, deleted].map((tag, position) => ({
        ...tag,
        datasetId: 'dataset1',
        color: 'teal',
        position,
        deletedAt: tag === deleted ? sqlTime(now) : null,
      })),
    )
    await insert('Example', samples.map(exampleRow))
    await insert(
      'ExampleTag',
      samples.flatMap(({ id, tagIds, tagsOnMessage }) =>
        tagIds.map((tagId) => ({ exampleId: id, tagId, messageId: tagsOnMessage ? 'm1' : '' })),
      ),
    )
    await insert(
      'Finding',
      samples.flatMap(({ id, datasetId, number, findings }) =>
        findings.map(({ check, state, severity }, nth) => ({
          datasetId,
          exampleId: id,
          number,
          checkId: check,
          code: 'planted',
          severity,
          excerpt: '',
          params: '{}',
          fingerprint: `finding ${id} ${nth}`,
          state,
        })),
      ),
    )
    await setPairs(
      tx,
      samples.map(({ id, messages }) => [id, searchPairs(searchableText(messages))] as const),
    )
  })
}

function exampleRow(sample: Sample): Record<string, Cell> {
  const json = JSON.stringify({ messages: sample.messages })
  const roles = new Set(sample.messages.map(({ role }) => role[0]))
  return {
    id: sample.id,
    datasetId: sample.datasetId,
    number: sample.number,
    kind: sample.kind,
    visible: sample.visible,
    trashedAt: sample.trashed ? sqlTime(now) : null,
    status: sample.status,
    text: sample.id % 2 ? json : escaped(json),
    preview: '',
    strip: '[]',
    turns: sample.messages.length,
    assistantTurns: sample.assistantTurns,
    trainedTurns: sample.trainedTurns,
    tokens: sample.tokens,
    trainedTokens: 0,
    roles: [...roles].sort().join(''),
    problems: sample.problems.join(' '),
    errors: sample.errors,
    contentHash: `content ${sample.id}`,
    approvalHash: `approval ${sample.id}`,
    sourceKey: sample.sourceKey,
    split: sample.split,
    copiedFrom: sample.copiedFrom,
    authorId: sample.authorId,
    updatedAt: sqlTime(sample.updatedAt),
  }
}
