import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db, transaction } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import type { Edit } from '@/lib/examples/schema'
import { makeFindings } from '@/lib/jobs/checks/make'
import { checkDue } from '@/lib/jobs/checks/run'
import { checkSoon, watchForChecks } from '@/lib/jobs/checks/watch'
import { useChecks } from '@/lib/testing/checks'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { setWaived } from './commands/waive'
import { getExampleFindings, getFindings } from './queries/findings'
import { getFindingsSummary } from './queries/summary'
import type { SummaryQuery } from './schema'

useStudio()
useChecks()

let datasetId: string
let tagOf: (name: string) => string
let serial = 0
const once = () => ({ operationId: `operation-checks-${++serial}` })
const chat = (user: string, assistant: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ],
  })

beforeEach(async () => {
  const dataset = await makeTaggedDataset()
  datasetId = dataset.id
  tagOf = dataset.tag
})

const add = async (text: string): Promise<number> =>
  (await createExample(local, datasetId, { ...once(), text })).number
const edit = async (number: number, ...edits: Edit[]) => {
  const { revision } = await db().example.findUniqueOrThrow({
    where: { datasetId_number: { datasetId, number } },
  })
  return saveExample(local, { datasetId, number }, { ...once(), revision, edits })
}
const retell = (number: number, at: number, remove: string, insert: string, messageId = 'm2') =>
  edit(number, { type: 'edit-text', messageId, path: ['content'], at, remove, insert })
const found = async (number: number) => (await getExampleFindings(local, { datasetId, number })).findings
const check = () => checkDue(datasetId)
const waive = (number: number, fingerprint: string, act = `act-of-waiving-${++serial}`) =>
  setWaived(local, datasetId, {
    ...once(),
    waived: true,
    act,
    reason: 'It is a quotation.',
    which: { findings: [[number, fingerprint]] },
  })

describe('findings of an example', () => {
  it('come with a save and go with the edit that mends them', async () => {
    const number = await add(chat('Hi', 'Do not SHOUT, please.'))
    expect(await getExampleFindings(local, { datasetId, number })).toMatchObject({
      isDue: true,
      findings: [],
    })
    await check()
    expect(await getExampleFindings(local, { datasetId, number })).toMatchObject({
      isDue: false,
      findings: [
        {
          number,
          check: 'language-style',
          code: 'shouting',
          params: { word: 'SHOUT' },
          severity: 'warning',
          state: 'open',
          messageId: 'm2',
          messageIndex: 1,
          span: { path: ['content'], from: 7, to: 12 },
          excerpt: 'SHOUT',
          suggestion: { type: 'replace', insert: 'shout' },
          waiver: null,
        },
      ],
    })
    await retell(number, 7, 'SHOUT', 'shout')
    await check()
    expect(await found(number)).toEqual([])
    expect(await db().checkDue.count()).toBe(0)
  })

  it('are made at once by whoever watches, of what is saved and of what a save touched', async () => {
    const end = watchForChecks()
    const one = await add(chat('Price?', 'Ten.'))
    await vi.waitFor(async () => expect(await db().checkDue.count()).toBe(0), 60_000)
    const other = await add(chat('Price?', 'Twenty.'))
    await edit(other, { type: 'set-source-key', from: null, to: 'x' })
    await vi.waitFor(async () => expect(await found(one)).toHaveLength(1), 60_000)
    expect(await found(other)).toHaveLength(1)
    end()
  })

  it('of a text that changed meanwhile are not kept: it stays due', async () => {
    const number = await add(chat('Hi', 'Do not SHOUT, please.'))
    const { id } = await db().example.findFirstOrThrow({ where: { datasetId } })
    const made = makeFindings(datasetId, [id], { queue: 'first' })
    await retell(number, 7, 'SHOUT', 'shout')
    await made
    const { isDue } = await getExampleFindings(local, { datasetId, number })
    await check()
    expect([isDue || (await found(number)).length === 0, await found(number)]).toEqual([true, []])
  })

  it('change with tags, by whichever way these change', async () => {
    const number = await add(chat('Hi', 'Hello.'))
    await check()
    await edit(number, { type: 'add-tag', tagId: tagOf('outcome/answer'), messageId: null })
    expect(await db().checkDue.count()).toBe(1)
    await check()
    await db().tag.update({ where: { id: tagOf('outcome/answer') }, data: { name: 'solved' } })
    expect(await db().checkDue.count()).toBe(1)
    await check()
    await db().exampleTag.deleteMany({})
    expect(await db().checkDue.count()).toBe(1)
  })
})

describe('a waiver', () => {
  const stateOf = async (number: number) =>
    (await found(number)).map(({ state, waiver }) => [state, waiver?.reason])

  it('survives other edits and being checked again, and not a change of what it is about', async () => {
    const number = await add(chat('Hi', 'Do not SHOUT, please. SHOUT!'))
    await check()
    const [first] = await found(number)
    expect(await waive(number, first!.fingerprint)).toEqual({ findings: 1, more: false })
    const waived = [
      ['waived', 'It is a quotation.'],
      ['open', undefined],
    ]
    expect(await stateOf(number)).toEqual(waived)
    await retell(number, 0, 'Hi', 'Hello', 'm1')
    await edit(number, { type: 'add-tag', tagId: tagOf('outcome/answer'), messageId: null })
    await check()
    expect(await stateOf(number)).toEqual(waived)
    await retell(number, 0, 'Do not', 'Never')
    await check()
    const open = ['open', undefined]
    expect(await stateOf(number)).toEqual([open, open])
    await retell(number, 0, 'Never', 'Do not')
    await check()
    expect(await stateOf(number)).toEqual(waived)
    await retell(number, 7, 'SHOUT', 'shout')
    await check()
    expect(await stateOf(number)).toEqual([open])
  })

  it('is taken back, by the finding or by what was waived together', async () => {
    const numbers = [await add(chat('Hi', 'SHOUT')), await add(chat('Bye', 'SHOUT SHOUT'))]
    await check()
    const act = 'act-of-waiving-all'
    const which = { check: 'language-style' as const, severity: 'warning' as const, q: 'Bye' }
    const all = { ...once(), waived: true as const, act, reason: 'They are loud.', which }
    expect(await setWaived(local, datasetId, all)).toEqual({ findings: 2, more: false })
    expect(await setWaived(local, datasetId, all)).toEqual({ findings: 2, more: false })
    expect(await getFindings(local, datasetId)).toMatchObject({
      findings: [{ number: numbers[0] }],
      next: null,
    })
    const [one] = await found(numbers[1]!)
    const back = { ...once(), waived: false as const, which: { findings: [[numbers[1]!, one!.fingerprint]] } }
    expect(await setWaived(local, datasetId, back as Parameters<typeof setWaived>[2])).toMatchObject({
      findings: 1,
    })
    expect(await setWaived(local, datasetId, { ...once(), waived: false, which: { act } })).toMatchObject({
      findings: 1,
    })
    expect(await db().findingWaiver.count()).toBe(0)
    expect((await getFindings(local, datasetId)).findings).toHaveLength(3)
  })

  it('is for reviewers, not for viewers or strangers', async () => {
    const number = await add(chat('Hi', 'SHOUT'))
    await check()
    const [{ fingerprint }] = (await found(number)) as unknown as [{ fingerprint: string }]
    const request = {
      ...once(),
      waived: true as const,
      act: 'act-of-nobody',
      reason: 'Why not.',
      which: { findings: [[number, fingerprint]] as [number, string][] },
    }
    const stranger = await makeUser()
    const viewer = await makeUser('viewer', datasetId)
    await expect(setWaived(stranger, datasetId, request)).rejects.toMatchObject({ code: 'not_found' })
    await expect(setWaived(viewer, datasetId, request)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getFindings(stranger, datasetId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getFindingsSummary(stranger, datasetId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getExampleFindings(stranger, { datasetId, number })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await getFindings(viewer, datasetId)).toMatchObject({ findings: [{ number }] })
    const reviewer = await makeUser('reviewer', datasetId)
    expect(await setWaived(reviewer, datasetId, request)).toMatchObject({ findings: 1 })
  })
})

describe('findings across examples', () => {
  const answers = async (number: number) => (await found(number)).map(({ params }) => params.number)

  it('come and go on both sides, also where a side leaves for the trash', async () => {
    const one = await add(chat('Price?', 'Ten.'))
    await check()
    expect(await answers(one)).toEqual([])
    const other = await add(chat('Price?', 'Twenty.'))
    await check()
    expect([await answers(one), await answers(other)]).toEqual([[other], [one]])
    await edit(other, { type: 'set-trashed', from: false, to: true })
    await check()
    expect(await answers(one)).toEqual([])
    await edit(other, { type: 'set-trashed', from: true, to: false })
    await check()
    expect(await answers(one)).toEqual([other])
    await retell(one, 0, 'Ten.', 'Twenty.')
    await check()
    expect([await answers(one), await answers(other)]).toEqual([[], []])
    expect(await db().checkDue.count()).toBe(0)
  })

  it('are of at most twelve others, whatever the number of those that share a key', async () => {
    for (let i = 0; i < 60; i++) await add(chat('Price?', `${i}.`))
    await check()
    expect((await found(60)).length).toBe(12)
    expect(await db().checkDue.count()).toBe(0)
  })

  it('that somebody waived are open again where the other side says something else', async () => {
    const one = await add(chat('Price?', 'Ten.'))
    const other = await add(chat('Price?', 'Twenty.'))
    await check()
    const [{ fingerprint }] = (await found(one)) as unknown as [{ fingerprint: string }]
    await waive(one, fingerprint)
    await check()
    expect((await found(one)).map(({ state }) => state)).toEqual(['waived'])
    await retell(other, 0, 'Twenty.', 'Thirty.')
    await check()
    expect((await found(one)).map(({ state }) => state)).toEqual(['open'])
  })
})

describe('lists of findings', () => {
  it('are by check, severity and what a query finds, in pages', async () => {
    for (let i = 0; i < 5; i++) await add(chat(`Price ${i % 2}?`, `SHOUT ${i}.`))
    await check()
    const first = await getFindings(local, datasetId, { check: 'language-style', limit: 2 })
    expect(first.findings.map(({ number }) => number)).toEqual([1, 2])
    const second = await getFindings(local, datasetId, {
      check: 'language-style',
      limit: 9,
      after: first.next!,
    })
    expect(second).toMatchObject({ findings: [{ number: 3 }, { number: 4 }, { number: 5 }], next: null })
    const errors = await getFindings(local, datasetId, { severity: 'error', q: '"Price 1"', limit: 3 })
    expect(errors.findings.map(({ number, check }) => [number, check])).toEqual([
      [2, 'contradiction'],
      [4, 'contradiction'],
    ])
    await edit(1, { type: 'add-tag', tagId: tagOf('outcome/answer'), messageId: null })
    await check()
    expect(await getFindingsSummary(local, datasetId)).toMatchObject({
      checks: [
        { check: 'contradiction', open: { error: 8 }, waived: 0, examples: 5 },
        { check: 'language-style', open: { warning: 5 }, waived: 0, examples: 5 },
      ],
      tags: [{ tagId: tagOf('outcome/answer'), findings: 3, examples: 1 }],
      due: 0,
      run: null,
    })
    const tagged = async (query: SummaryQuery) =>
      (await getFindingsSummary(local, datasetId, query)).tags.map(({ findings }) => findings)
    expect(await tagged({ check: 'language-style' })).toEqual([1])
    expect(await tagged({ severity: 'error' })).toEqual([2])
    expect(await tagged({ check: 'language-style', severity: 'error' })).toEqual([])
    const worded = await getFindingsSummary(local, datasetId, { q: '"Price 1"' })
    expect(worded.checks).toMatchObject([{ open: { error: 2 } }, { open: { warning: 2 } }])
    expect((await getFindingsSummary(local, datasetId, { q: 'number:1' })).checks).toHaveLength(2)
  })
})

it('a check of one example that is gone says nothing, and a deleted one is due no more', async () => {
  await checkSoon(datasetId, 99)
  const number = await add(chat('Hi', 'SHOUT'))
  await transaction((tx) => tx.example.deleteMany({ where: { datasetId, number } }))
  await check()
  expect(await db().checkDue.count()).toBe(0)
})

it('what an example brings to others goes with it', async () => {
  const number = await add(chat('Price?', 'Ten.'))
  await check()
  expect([await db().checkEntry.count(), await db().checkKey.count()]).toEqual([1, 1])
  await transaction((tx) => tx.example.deleteMany({ where: { datasetId, number } }))
  expect([await db().checkEntry.count(), await db().checkKey.count()]).toEqual([0, 0])
})
