import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { severities } from '@/lib/checks/words'
import { db, transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { setPairs } from '@/lib/db/search-table'
import type { Sql } from '@/lib/db/sql'
import { makeSamples, names, now, type Sample, storeSamples } from '@/lib/testing/query-samples'
import { queryOver } from '@/lib/testing/random-queries'
import { share } from '@/lib/testing/share'
import { useStudio } from '@/lib/testing/studio'
import { countMatches, eachMatch, listMatches, type Run } from './matches'
import { findPersonIds, findTagIds, findTagIdsOfGroup, readQuery } from './names'
import { pageSql, parseCursor, printCursor } from './page'
import { searchPairs } from './pairs'
import { compileWhere } from './where'
import { type NumberTest, type Query, type Sort, sorts, type Term, type TimeTest } from './words'

const samples = makeSamples(300)
const tries = share(engine === 'sqlite' ? 600 : 150, 600)
const actorId = 'user1'
const run: Run = (text, params) => db().$queryRawUnsafe(text, ...params)
let isSearchDue = false
const compile = (query: Query) =>
  compileWhere(query, { datasetId: 'dataset1', now, actorId, names, isSearchDue })
const read = (text: string): Query => {
  const parsed = readQuery(text, names)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return parsed.query
}

useStudio({ once: true })
beforeAll(() => storeSamples(samples))

// The plain scan that the database has to agree with.
function passesNumber(test: NumberTest, n: number): boolean {
  if (test.sign === '..') return test.from <= n && n <= test.to
  const { sign, value } = test
  return { '=': n === value, '>': n > value, '>=': n >= value, '<': n < value, '<=': n <= value }[sign]
}
const minutes = { min: 1, h: 60, d: 1440, w: 10080 }
function passesTime(test: TimeTest, at: Date): boolean {
  const day = at.toISOString().slice(0, 10)
  if (test.sign === '..') return test.from <= day && day <= test.to
  if ('age' in test) {
    const age = (now.getTime() - at.getTime()) / 60_000
    const bound = test.age.count * minutes[test.age.unit]
    return test.sign === '<' ? age < bound : age > bound
  }
  const bound = test.day
  return { '=': day === bound, '>': day > bound, '>=': day >= bound, '<': day < bound, '<=': day <= bound }[
    test.sign
  ]
}
const plain = (text: string) => text.normalize('NFC').toLowerCase()
const live = new Set(names.tags.map(({ id }) => id))

function passes(term: Term, s: Sample): boolean {
  const tags = s.tagIds.filter((id) => live.has(id))
  switch (term.key) {
    case 'text':
      return term.values.some((needle) => s.texts.some((text) => plain(text).includes(plain(needle))))
    case 'kind':
      return term.values.includes(s.kind)
    case 'status':
      return term.values.includes(s.status)
    case 'tag':
      return term.values.some(({ word, name }) =>
        word
          ? tags.length > 0 === (word === 'any')
          : findTagIds(names, name ?? '').some((id) => tags.includes(id)),
      )
    case 'untagged':
      return term.values.some(
        ({ name }) => !findTagIdsOfGroup(names, name ?? '')!.some((id) => tags.includes(id)),
      )
    case 'counted':
    case 'uncounted': {
      const open = names.groups.filter(({ kind }) => kind === 'open').map(({ id }) => id)
      const counts = (id: string) =>
        tags.includes(id) &&
        (!s.tagsOnMessage || open.includes(names.tags.find((tag) => tag.id === id)!.groupId))
      return (
        !s.trashed &&
        s.status !== 'excluded' &&
        (term.key === 'counted'
          ? term.values.some(({ name }) => findTagIds(names, name ?? '').some(counts))
          : term.values.some(({ name }) => !findTagIdsOfGroup(names, name ?? '')!.some(counts)))
      )
    }
    case 'weight': {
      const has = { 0: s.assistantTurns > s.trainedTurns, 1: s.trainedTurns > 0 }
      return term.values.some((value) => (value === 'mixed' ? has[0] && has[1] : has[value]))
    }
    case 'turns':
      return term.values.some((test) => passesNumber(test, s.messages.length))
    case 'tokens':
    case 'number':
      return term.values.some((test) => passesNumber(test, s[term.key]))
    case 'trained':
      return term.values.some((test) => passesNumber(test, s.trainedTurns))
    case 'role':
      return term.values.some((role) => s.messages.some((message) => message.role === role))
    case 'author':
      return term.values.some(({ word, name }) =>
        word ? s.authorId === actorId : findPersonIds(names, name ?? '').includes(s.authorId),
      )
    case 'updated':
      return term.values.some((test) => passesTime(test, s.updatedAt))
    case 'problem':
      return term.values.some(({ word, name }) => {
        if (word === 'error') return s.errors > 0
        return word ? s.problems.length > 0 === (word === 'any') : s.problems.includes(name ?? '')
      })
    case 'finding':
    case 'waived': {
      const state = term.key === 'finding' ? 'open' : 'waived'
      const held = s.findings.filter((finding) => finding.state === state)
      return term.values.some((value) =>
        value === 'any' || value === 'none'
          ? held.length > 0 === (value === 'any')
          : held.some(({ check }) => check === value),
      )
    }
    case 'severity':
      return s.findings.some(
        ({ state, severity }) =>
          state === 'open' && term.values.some((value) => severity >= severities.indexOf(value)),
      )
    case 'split':
      return term.values.includes(s.split ?? 'none')
    case 'source':
      return term.values.some(({ word, name }) =>
        word ? (s.sourceKey !== null) === (word === 'any') : s.sourceKey === name,
      )
    case 'copy':
      return term.values.some((value) => {
        if (typeof value !== 'number') return (s.copiedFrom !== null) === (value === 'any')
        return s.copiedFrom === value
      })
    case 'suggestion':
      // the samples have none
      return term.values.includes('none')
    case 'in':
      return true
  }
}

const sortValues: Record<string, (s: Sample) => (string | number)[]> = {
  number: (s) => [s.number],
  updated: (s) => [s.updatedAt.toISOString(), s.id],
  tokens: (s) => [s.tokens, s.id],
  turns: (s) => [s.messages.length, s.id],
  status: (s) => [s.status, s.number],
}
function scan(query: Query, sort: Sort): number[] {
  const place = query.find(({ key }) => key === 'in')?.values[0]
  const hits = samples.filter(
    (s) =>
      s.datasetId === 'dataset1' &&
      s.visible &&
      (place === 'all' || s.trashed === (place === 'trash')) &&
      query.every((term) => passes(term, s) !== term.negated),
  )
  const valuesOf = sortValues[sort.replace('-', '')]!
  const compare = (a: Sample, b: Sample) => {
    const [left, right] = [valuesOf(a), valuesOf(b)]
    const i = left.findIndex((value, j) => value !== right[j])
    return i < 0 ? 0 : left[i]! < right[i]! ? -1 : 1
  }
  hits.sort((a, b) => (sort.startsWith('-') ? compare(b, a) : compare(a, b)))
  return hits.map(({ id }) => id)
}

async function listAll(query: Query, sort: Sort, limit: number, backward = false): Promise<number[]> {
  const where = compile(query)
  const ids: number[] = []
  let place: string | null = null
  for (let page = 0; page < 400; page++) {
    const cursor = place === null ? null : parseCursor(place, sort)
    const found = await listMatches(run, query, where, { sort, cursor, limit, backward })
    expect(found.ids.length).toBeLessThanOrEqual(limit)
    ids[backward ? 'unshift' : 'push'](...found.ids)
    if (!found.next) return ids
    place = printCursor(found.next)
  }
  throw new Error('the pages never end')
}

const needles = [
  '환불',
  '환불 요',
  '요청을',
  '드리겠습니다',
  'refund',
  'Your Refund',
  'CAFÉ',
  'fé',
  'no refund"\nand',
  'temp\\new',
  '😀😁',
  '확인',
  'look_up',
  'base64',
  '불가',
  'png',
  'hello 1',
  'u00e9',
  'ok',
]
const randomQuery = queryOver({
  needle: fc.constantFrom(...needles),
  tag: fc.constantFrom('answer', 'Refusal', 'other', 'edge case/other', 'outcome/other', 'very long'),
  group: fc.constantFrom('outcome', 'Edge Case'),
  person: fc.constantFrom('reviewer', 'Lead', 'user-2@example.com'),
  problem: fc.constantFrom('no-assistant', 'last-not-assistant', 'assistant'),
  source: fc.constantFrom('ticket 1', 'ticket 7', 'ticket 99'),
})

async function expectPlainScans(numRuns: number): Promise<void> {
  let nonEmpty = 0
  await fc.assert(
    fc.asyncProperty(
      randomQuery,
      fc.constantFrom(...sorts),
      fc.integer({ min: 3, max: 60 }),
      fc.boolean(),
      async (query, sort, limit, backward) => {
        const expected = scan(query, sort)
        if (expected.length > 0) nonEmpty++
        expect(await listAll(query, sort, limit, backward)).toEqual(expected)
        expect(await countMatches(run, query, compile(query), 1000)).toBe(expected.length)
      },
    ),
    { numRuns },
  )
  expect(nonEmpty).toBeGreaterThan(0)
}

test('finds what a plain scan finds, in order, page by page, both ways', () => expectPlainScans(tries))

describe('search', () => {
  test.each(needles)('%j and its negation are a plain scan', async (needle) => {
    for (const negated of [false, true]) {
      const query: Query = [{ key: 'text', negated, values: [needle] }]
      expect(await listAll(query, 'number', 50)).toEqual(scan(query, 'number'))
    }
  })

  test('meets the words it is meant for', () => {
    for (const needle of ['환불', '요청을', 'refund', 'fé', 'temp\\new', '😀😁']) {
      expect(scan([{ key: 'text', negated: false, values: [needle] }], 'number').length).toBeGreaterThan(3)
    }
  })

  test('a pair of plain characters needs no second look; the rest does', () => {
    expect(compile(read('환불 ok -취소')).doubt).toBeNull()
    expect(compile(read('환불 refund')).doubt).not.toBeNull()
    expect(compile(read('-refund')).doubt).not.toBeNull()
  })

  test('counts stop where they are told to', async () => {
    const query = read('refund')
    expect(await countMatches(run, query, compile(query), 2)).toBe(2)
    expect(await countMatches(run, [], compile([]), 10)).toBe(10)
  })

  test('each hit comes once', async () => {
    const ids: number[] = []
    for await (const batch of eachMatch(run, read('-refund'), compile(read('-refund')), 10))
      ids.push(...batch)
    expect(ids).toEqual(scan(read('-refund'), 'number'))
  })
})

// PostgreSQL plans by statistics: what it does with a large dataset is measured, not foretold
describe.runIf(engine === 'sqlite')('plans', () => {
  const explain = async ({ sql, params }: Sql) => {
    const steps = await run(`EXPLAIN QUERY PLAN ${sql}`, params)
    return steps.map(({ detail }) => String(detail))
  }
  const planOf = (query: string, sort: Sort) => {
    const cursor = { sort, value: sort.endsWith('updated') || sort.endsWith('status') ? 'b' : 5, tie: 5 }
    const page = pageSql(compile(read(query)), { sort, cursor, limit: 50 })
    return explain(page)
  }
  const filters = [
    '',
    'status:draft',
    'kind:preference',
    'tag:refusal',
    'tag:none',
    'untagged:outcome',
    'counted:refusal',
    'uncounted:outcome',
    'weight:0',
    'turns:>2',
    'tokens:1..9',
    'role:system',
    'author:me',
    'updated:<7d',
    'problem:any',
    'split:none',
    'source:x',
    '#5',
    'copy:any',
    '환불',
    'refund',
    '-refund',
  ]

  test.each(sorts.flatMap((sort) => filters.map((filter) => [sort, filter] as const)))(
    'sorted by %s, filtered by %j: walks its index, sorts nothing',
    async (sort, filter) => {
      const [first, ...rest] = await planOf(filter, sort)
      const index = `Example_(${sort.replace('-', '')}_idx|datasetId_(visible_)?${sort.replace('-', '')}(At)?_)`
      expect(first).toMatch(new RegExp(`^SEARCH e USING (COVERING )?INDEX "?${index}`))
      expect([first, ...rest].join('\n')).not.toContain('TEMP B-TREE FOR ORDER BY')
      expect([first, ...rest].join('\n')).not.toMatch(/SCAN (e|t)\b/)
    },
  )

  test.each([
    'status:draft',
    'tag:refusal',
    'turns:>2',
    'tokens:1..9',
    'updated:<7d',
    'source:x',
    '#5',
    'in:trash',
    '환불',
  ])('%s can be started from, by an index', async (filter) => {
    const { narrow } = compile(read(filter))
    expect(narrow).toHaveLength(1)
    const [step] = await explain(narrow[0]!)
    expect(step).toMatch(/COVERING INDEX|VIRTUAL TABLE INDEX/)
  })
})

test('a name that means nothing here is refused with its place', () => {
  const text = 'tag:answer,nope untagged:x author:nobody problem:odd'
  const parsed = readQuery(text, names)
  const errors = parsed.ok ? [] : parsed.errors
  expect(errors.map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([
    ['unknownTag', 'nope'],
    ['unknownGroup', 'x'],
    ['unknownPerson', 'nobody'],
    ['unknownProblem', 'odd'],
  ])
  expect(() => compile([{ key: 'tag', negated: true, values: [{ name: 'nope' }] }])).toThrow('badQuery')
})

test('a cursor of another order, or of nobody, is none', () => {
  const cursor = { sort: 'updated' as const, value: '2026-01-01', tie: 3 }
  expect(parseCursor(printCursor(cursor), 'updated')).toEqual(cursor)
  expect(parseCursor(printCursor(cursor), '-updated')).toBeNull()
  for (const bad of ['', 'x', printCursor({ ...cursor, tie: 1.5 }), btoa('{"sort":"updated"}')]) {
    expect(parseCursor(bad, 'updated')).toBeNull()
  }
})

describe('while search rows are still to be made', () => {
  beforeAll(async () => {
    // of every third there is none, of every fifth one of another text
    const due = samples.filter(({ id }) => id % 3 === 0 || id % 5 === 0)
    await transaction(async (tx) => {
      await setPairs(
        tx,
        due.map(({ id }) => [id, searchPairs('확인 png')] as const),
      )
      const key = engine === 'sqlite' ? 'rowid' : '"exampleId"'
      await tx.$executeRawUnsafe(`DELETE FROM "ExampleSearch" WHERE ${key} % 3 = 0`)
      await tx.searchDue.createMany({
        data: due.map(({ id, datasetId }) => ({ exampleId: id, datasetId })),
      })
    })
    isSearchDue = true
  })

  test('finds what a plain scan finds', () => expectPlainScans(Math.ceil(tries / 3)))

  test.each(needles)('%j and its negation are a plain scan', async (needle) => {
    for (const negated of [false, true]) {
      const query: Query = [{ key: 'text', negated, values: [needle] }]
      expect(await listAll(query, 'number', 50)).toEqual(scan(query, 'number'))
    }
  })

  test('what asks for no words is found as ever', () => {
    expect(compile(read('status:draft')).doubt).toBeNull()
  })
})
