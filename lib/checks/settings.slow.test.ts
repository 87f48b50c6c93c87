import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db, transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { createExample } from '@/lib/examples/commands/create-example'
import { exportToFolder } from '@/lib/exports/commands/export-to-folder'
import { checkExport } from '@/lib/exports/queries'
import { recipe } from '@/lib/exports/schema'
import { recoverChecks } from '@/lib/jobs/checks/recover'
import { checkDue, checkQueue } from '@/lib/jobs/checks/run'
import { startJob } from '@/lib/jobs/room'
import { addJob } from '@/lib/jobs/writes'
import { addNote, changeNote, deleteNote, restoreNote } from '@/lib/notes/commands'
import { listNotes } from '@/lib/notes/queries'
import { useChecks } from '@/lib/testing/checks'
import { purgesOf } from '@/lib/testing/purge'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { cancelCheckRun } from './commands/cancel-check-run'
import { checkEverything } from './commands/check-everything'
import { setCheck } from './commands/set-check'
import { setWaived } from './commands/waive'
import { listChecks } from './queries/checks'
import { getFindings } from './queries/findings'
import { getFindingsSummary } from './queries/summary'
import type { CheckChange } from './schema'

useStudio()
useChecks()

let datasetId: string
let serial = 0
const once = () => ({ operationId: `operation-settings-${++serial}` })
const chat = (user: string, assistant: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ],
  })
beforeEach(async () => {
  datasetId = await makeDataset()
})
const add = async (text: string) => (await createExample(local, datasetId, { ...once(), text })).number
const runOf = async () => (await getFindingsSummary(local, datasetId)).run
const untilDone = () => vi.waitFor(async () => expect(await runOf()).toMatchObject({ state: 'done' }), 60_000)
const open = async () =>
  (await getFindings(local, datasetId)).findings.map(({ number, params }) => [number, params.word])
const at = () => ({ datasetId, check: 'language-style' as const })
const set = (change: Omit<CheckChange, 'operationId'>) => setCheck(local, at(), { ...once(), ...change })

/** Holds what is to be done in the dataset until it is called. */
function hold(): () => void {
  let release = () => {}
  const held = new Promise<void>((go) => {
    release = go
  })
  void startJob('a job before', checkQueue(datasetId), () => held, { here: true })
  return release
}

describe('settings of a check', () => {
  it('are the check’s own until a dataset has others, which hold for all that is there', async () => {
    await add(chat('Hi', 'SHOUT or LOUD'))
    await checkDue(datasetId)
    expect(await open()).toEqual([[1, 'SHOUT']])
    expect((await listChecks(local, datasetId)).map(({ check }) => check)).toEqual([
      'language-style',
      'contradiction',
    ])
    expect((await listChecks(local, datasetId))[0]).toEqual({
      check: 'language-style',
      isOn: true,
      ownSeverity: 'warning',
      severity: null,
      source: ['https://example.com/rule'],
      settings: { word: 'SHOUT' },
      defaults: { word: 'SHOUT' },
      revision: 0,
    })
    expect(await set({ revision: 0, severity: 'error', settings: { word: 'LOUD' } })).toEqual({ revision: 1 })
    await untilDone()
    expect((await getFindings(local, datasetId)).findings).toMatchObject([
      { severity: 'error', params: { word: 'LOUD' } },
    ])
    await set({ revision: 1, isOn: false })
    await vi.waitFor(async () => expect(await open()).toEqual([]), 60_000)
    const all = { isOn: false, severity: 'error' as const, settings: { word: 'LOUD' } }
    await set({ isOn: true, severity: null, settings: {}, from: all })
    await vi.waitFor(async () => expect(await open()).toEqual([[1, 'SHOUT']]), 60_000)
  })

  it('refuse a stale revision, another state than was seen, and what the check does not know', async () => {
    await set({ revision: 0, isOn: true })
    await expect(set({ revision: 0, isOn: false })).rejects.toMatchObject({ reason: 'staleRevision' })
    await expect(set({ isOn: true, from: { isOn: false } })).rejects.toMatchObject({ reason: 'undoOverlaps' })
    for (const settings of [{ word: '' }, { words: 'SHOUT' }, { word: 7 }])
      await expect(set({ revision: 1, settings })).rejects.toMatchObject({ reason: 'badCheckSettings' })
    await expect(set({ isOn: true })).rejects.toMatchObject({ code: 'invalid' })
    const unknown = { ...at(), check: 'vague' as const }
    await expect(setCheck(local, unknown, { ...once(), revision: 0 })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('are a lead’s', async () => {
    const change = { ...once(), revision: 0, isOn: false }
    const reviewer = await makeUser('reviewer', datasetId)
    await expect(setCheck(await makeUser(), at(), change)).rejects.toMatchObject({ code: 'not_found' })
    await expect(setCheck(reviewer, at(), change)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listChecks(await makeUser(), datasetId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await setCheck(await makeUser('lead', datasetId), at(), change)).toEqual({ revision: 1 })
  })
})

describe('checking everything again', () => {
  it('says how far it is, and ends', async () => {
    for (let i = 0; i < 3; i++) await add(chat(`Hi ${i}`, 'SHOUT'))
    await checkEverything(local, datasetId, once())
    await untilDone()
    expect(await runOf()).toMatchObject({ looked: 3, total: 3, message: null })
    expect(await open()).toHaveLength(3)
    expect((await getFindingsSummary(local, datasetId)).due).toBe(0)
  })

  it('stops where it is cancelled, and what is due stays due', async () => {
    await add(chat('Hi', 'SHOUT'))
    const release = hold()
    const { id: runId } = await checkEverything(local, datasetId, once())
    const stranger = await makeUser()
    await expect(cancelCheckRun(stranger, { datasetId, runId }, once())).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(checkEverything(stranger, datasetId, once())).rejects.toMatchObject({ code: 'not_found' })
    await cancelCheckRun(local, { datasetId, runId }, once())
    expect(await runOf()).toMatchObject({ state: 'cancelled', looked: 0 })
    release()
    await startJob('behind it', checkQueue(datasetId), async () => {}, { here: true })
    expect(await runOf()).toMatchObject({ state: 'cancelled', looked: 0 })
    expect((await getFindingsSummary(local, datasetId)).due).toBe(1)
  })

  it('gives way to another that begins, and does what is due for who asks for that', async () => {
    await add(chat('Hi', 'SHOUT'))
    const release = hold()
    const first = await checkEverything(local, datasetId, once())
    expect(await checkEverything(local, datasetId, { ...once(), dueOnly: true })).toEqual(first)
    const second = await checkEverything(local, datasetId, once())
    expect(await db().checkRun.findUnique({ where: { id: first.id } })).toMatchObject({ state: 'cancelled' })
    expect(await runOf()).toMatchObject({ id: second.id, state: 'running' })
    release()
    await untilDone()
    expect(await open()).toHaveLength(1)
  })

  it('goes on after its process ended, from where it was', async () => {
    for (let i = 0; i < 3; i++) await add(chat(`Hi ${i}`, 'SHOUT'))
    await db().checkDue.deleteMany({})
    await db().checkRun.create({
      data: {
        id: 'run-of-before',
        datasetId,
        userId: 'local',
        state: 'running',
        looked: 2,
        total: 3,
        upTo: 2,
      },
    })
    await recoverChecks()
    await untilDone()
    expect(await open()).toEqual([[3, 'SHOUT']])
  })

  it.runIf(engine === 'postgresql')('waits for another process that is at the dataset', async () => {
    await add(chat('Hi', 'SHOUT'))
    const queue = checkQueue(datasetId)
    await transaction((tx) => addJob(tx, { id: 'theirs', owner: 'another process', queue }))
    await checkEverything(local, datasetId, once())
    const waits = vi.fn()
    void checkDue(datasetId).then(waits)
    expect(await db().job.count({ where: { queue } })).toBeGreaterThan(1)
    expect([await runOf(), waits.mock.calls]).toMatchObject([{ state: 'running', looked: 0 }, []])
    await db().job.deleteMany({ where: { owner: 'another process' } })
    await untilDone()
    expect(await open()).toHaveLength(1)
  })
})

describe('reference notes', () => {
  it('are written, changed, removed and brought back by a lead, and read by whoever sees the dataset', async () => {
    const reviewer = await makeUser('reviewer', datasetId)
    const note = { title: 'Returns', text: 'Thirty days.' }
    const { id: noteId } = await addNote(local, datasetId, { ...once(), ...note })
    expect(await listNotes(reviewer, datasetId)).toMatchObject([{ ...note, revision: 1 }])
    const text = 'Twenty days.'
    expect(await changeNote(local, { datasetId, noteId }, { ...once(), revision: 1, text })).toEqual({
      revision: 2,
    })
    await expect(
      changeNote(local, { datasetId, noteId }, { ...once(), revision: 1, text: 'Ten.' }),
    ).rejects.toMatchObject({ reason: 'staleRevision' })
    await expect(
      changeNote(local, { datasetId, noteId }, { ...once(), text: 'Ten.', from: { text: 'Thirty days.' } }),
    ).rejects.toMatchObject({ reason: 'undoOverlaps' })
    await deleteNote(local, { datasetId, noteId }, once())
    expect(await listNotes(local, datasetId)).toEqual([])
    await restoreNote(local, { datasetId, noteId }, once())
    expect(await listNotes(local, datasetId)).toMatchObject([{ title: 'Returns', text, revision: 2 }])
    await untilDone()
  })

  it('are nobody else’s', async () => {
    const note = { ...once(), title: 'Returns', text: 'Thirty days.' }
    const [stranger, viewer, reviewer] = [
      await makeUser(),
      await makeUser('viewer', datasetId),
      await makeUser('reviewer', datasetId),
    ]
    await expect(listNotes(stranger, datasetId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await listNotes(viewer, datasetId)).toEqual([])
    await expect(addNote(reviewer, datasetId, note)).rejects.toMatchObject({ code: 'forbidden' })
    const { id: noteId } = await addNote(local, datasetId, note)
    for (const act of [changeNote, deleteNote, restoreNote])
      await expect(act(stranger, { datasetId, noteId }, { ...once(), revision: 1 })).rejects.toMatchObject({
        code: 'not_found',
      })
    const other = { datasetId: await makeDataset(), noteId }
    await expect(deleteNote(local, other, once())).rejects.toMatchObject({ code: 'not_found' })
    await untilDone()
  })
})

describe('the gate of an export', () => {
  const asked = (findings: 'off' | 'warning' | 'error') =>
    recipe.parse({ status: 'all', trainShare: 1, findings })
  const exportBy = async (findings: 'off' | 'warning' | 'error') => {
    const folder = mkdtempSync(join(tmpdir(), 'finecut-gate-'))
    try {
      return await exportToFolder(local, { datasetId, recipe: asked(findings), outDir: join(folder, 'out') })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  it('names what is open from a severity on, checks first what is due, and lets the rest pass', async () => {
    for (let i = 0; i < 10; i++) await add(chat(`Hi ${i}`, 'Hello.'))
    await checkDue(datasetId)
    const number = await add(chat('Hi', 'SHOUT'))
    const look = await checkExport(local, datasetId, asked('warning'))
    expect(look).toMatchObject({ blocked: false, problems: [{ code: 'findings-due', params: { count: 1 } }] })
    await expect(exportBy('warning')).rejects.toMatchObject({
      reason: 'exportBlocked',
      details: { problems: [{ code: 'open-finding', number, params: { check: 'language-style' } }] },
    })
    expect((await exportBy('error')).recipe.findings).toBe('error')
    expect((await exportBy('off')).recipe).not.toHaveProperty('findings')
    const [{ fingerprint }] = (await getFindings(local, datasetId)).findings as unknown as [
      { fingerprint: string },
    ]
    await setWaived(local, datasetId, {
      ...once(),
      waived: true,
      act: 'act-of-the-gate',
      reason: 'A quotation.',
      which: { findings: [[number, fingerprint]] },
    })
    expect((await exportBy('warning')).counts.train.examples).toBe(11)
  })
})

describe('a purge', () => {
  it('takes what was found in an example that it touches, and the words out of others’ findings', async () => {
    const one = await add(chat('Price?', 'Kim said SHOUT.'))
    const other = await add(chat('Price?', 'Ten.'))
    await checkDue(datasetId)
    const [mine] = (await getFindings(local, datasetId, { check: 'language-style' })).findings
    await setWaived(local, datasetId, {
      ...once(),
      waived: true,
      act: 'act-before-purge',
      reason: 'Kim said so.',
      which: { findings: [[one, mine!.fingerprint]] },
    })
    await addNote(local, datasetId, { ...once(), title: 'Who', text: 'Kim answers.' })
    await untilDone()
    const done = await purgesOf(datasetId, 'Kim').purge()
    expect(done.examples).toEqual([one])
    expect(done.rows).toMatchObject({ Finding: 1, FindingWaiver: 1, ReferenceNote: 1 })
    const rows = JSON.stringify([
      await db().finding.findMany(),
      await db().findingWaiver.findMany(),
      await db().checkEntry.findMany(),
      await db().referenceNote.findMany(),
    ])
    expect(rows).not.toContain('Kim')
    await checkDue(datasetId)
    const found = (await getFindings(local, datasetId)).findings
    expect(found.map(({ number, check }) => [number, check])).toEqual([
      [one, 'contradiction'],
      [one, 'language-style'],
      [other, 'contradiction'],
    ])
  })
})
