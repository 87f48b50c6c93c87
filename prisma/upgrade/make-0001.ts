import { writeFileSync } from 'node:fs'
import { approvalHash, contentHash, lineHash } from '@/lib/conversations/hash'
import { conversationOf } from '@/lib/conversations/kind'

// Writes prisma/upgrade/0001.sql: rows as a studio held them before any later migration, for lib/db/upgrade.slow.test.ts.
// Run it by hand, with --conditions=react-server --import tsx; its output is committed and stays as it is.

type Cell = string | number | boolean | null
const lines: string[] = []
const at = '2026-01-02T03:04:05.000+00:00'

const sqlOf = (cell: Cell) => (typeof cell === 'string' ? `'${cell.replaceAll("'", "''")}'` : String(cell))
function insert(table: string, row: Record<string, Cell>): void {
  const names = Object.keys(row).map((name) => `"${name}"`)
  lines.push(
    `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${Object.values(row).map(sqlOf).join(', ')});`,
  )
}

const user = 'user000000000001'
insert('User', {
  id: user,
  name: 'First Owner',
  email: 'owner@example.com',
  updatedAt: at,
  studioRole: 'owner',
})
const dataset = {
  id: 'dataset000000001',
  name: 'Support · 고객 지원',
  guidelines: 'Be kind.',
  nextNumber: 13,
}
insert('Dataset', { ...dataset, revision: 3, createdAt: at, updatedAt: at })
insert('Membership', { datasetId: dataset.id, userId: user, role: 'lead', createdAt: at })
insert('TagGroup', {
  id: 'group00000000001',
  datasetId: dataset.id,
  name: 'Outcome',
  kind: 'exclusive',
  position: 1,
})
const tag = { datasetId: dataset.id, groupId: 'group00000000001', color: 'teal' }
insert('Tag', { ...tag, id: 'tag0000000000001', name: 'answer', position: 1, targetMin: 0.6, targetMax: 0.8 })
insert('Tag', { ...tag, id: 'tag0000000000002', name: 'refusal', position: 2 })
const imported = {
  id: 'import0000000001',
  datasetId: dataset.id,
  userId: user,
  fileName: 'chats.jsonl',
  sha256: 'x',
}
insert('Import', {
  ...imported,
  size: 4096,
  format: 'openai-chat',
  onError: 'skip-line',
  state: 'done',
  lines: 13,
  stored: 12,
  rejected: 1,
  startedAt: at,
})
insert('ImportRejection', {
  importId: imported.id,
  record: 13,
  line: 13,
  code: 'not-json',
  excerpt: '{"messages"',
})

for (let number = 1; number <= 12; number++) {
  const asked = number % 2 ? `환불은 ${number}일 안에 되나요?` : `Where is parcel ${number}?`
  const text = `{"messages": [{"role":"user","content":"${asked}"},{"role":"assistant","content":"It's \\u2713 on its way.","weight":${number % 2}}], "n": 1.0}`
  const conversation = conversationOf(text)
  const edited = number > 9
  insert('Example', {
    id: number,
    datasetId: dataset.id,
    number,
    revision: edited ? 2 : 1,
    status: number > 6 ? 'approved' : 'draft',
    approvedHash: number > 6 ? approvalHash(conversation) : null,
    approvedRevision: number > 6 ? 1 : null,
    approvedById: number > 6 ? user : null,
    preview: asked,
    strip: `[["u",8,-1],["a",9,${number % 2}]]`,
    turns: 2,
    assistantTurns: 1,
    trainedTurns: number % 2,
    tokens: 17,
    trainedTokens: 9 * (number % 2),
    roles: 'au',
    problems: '',
    contentHash: contentHash(conversation),
    approvalHash: approvalHash(conversation),
    lineHash: lineHash(text),
    importId: imported.id,
    importLine: number,
    sourceKey: `ticket-${number % 4}`,
    split: number % 5 ? 'train' : 'test',
    authorId: user,
    createdAt: at,
    updatedAt: at,
    visible: true,
    text,
  })
  insert('ExampleTag', {
    exampleId: number,
    tagId: number % 3 ? 'tag0000000000001' : 'tag0000000000002',
    messageId: '',
  })
  if (!edited) continue
  insert('Revision', {
    exampleId: number,
    number: 1,
    authorId: user,
    at,
    edits: '[]',
    text,
    messageIds: '["m1","m2"]',
  })
  const edits = JSON.stringify([{ type: 'set-source-key', from: null, to: `ticket-${number % 4}` }])
  insert('Revision', {
    exampleId: number,
    number: 2,
    authorId: user,
    at,
    operationId: `operation${number}`,
    edits,
  })
  insert('Operation', { id: `${user}:operation${number}`, answer: '{"revision":2}', at })
}
insert('AuditEvent', {
  at,
  actorId: user,
  action: 'dataset.create',
  datasetId: dataset.id,
  target: dataset.id,
})
insert('Export', {
  id: 'export0000000001',
  datasetId: dataset.id,
  userId: user,
  recipe: '{}',
  state: 'cancelled',
  startedAt: at,
})

writeFileSync('prisma/upgrade/0001.sql', `${lines.join('\n')}\n`)
