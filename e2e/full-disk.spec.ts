import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, countAcknowledged, findLosses, makeReviewers, saveNext, setUp } from './fixtures/load'
import { expect, type Studio, test } from './fixtures/studio'
import { chat } from './fixtures/work'

/** Puts the data folder on a small disk of its own; how to take it away again, or why it can't be done here. */
function mountSmallDisk(studio: Studio, megabytes: number): (() => void) | string {
  const aside = mkdtempSync(join(tmpdir(), 'finecut-aside-'))
  cpSync(studio.dataDir, aside, { recursive: true })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', studio.dataDir])
  if (mounted.status === 0) cpSync(aside, studio.dataDir, { recursive: true })
  rmSync(aside, { recursive: true, force: true })
  if (mounted.status !== 0) return 'a small disk can only be mounted by root'
  return () => execFileSync('umount', ['--lazy', studio.dataDir])
}

/** Leaves no byte free. */
function fill(studio: Studio): string {
  const file = join(studio.dataDir, 'filler')
  for (const size of [1 << 20, 1 << 12, 1])
    for (;;)
      try {
        writeFileSync(file, 'x'.repeat(size), { flag: 'a' })
      } catch {
        break
      }
  return file
}

test('A4: on a full disk no acknowledged save is lost, others are refused in plain words, reading works, and space alone mends it', async ({
  studio,
}) => {
  test.setTimeout(120_000)
  await studio.stop()
  const unmount = mountSmallDisk(studio, 24)
  test.skip(typeof unmount === 'string', `not run: ${unmount}`)
  if (typeof unmount === 'string') return
  try {
    await studio.restart()
    const lead = await setUp(studio.url, studio.setupLink)
    const { id: datasetId } = await ask<{ id: string }>(lead, 'POST', '/datasets', { name: 'Support' })
    const reviewers = await makeReviewers(studio.url, lead, datasetId, 4)
    const everyone = () => Promise.all(reviewers.map(saveNext))
    for (let round = 0; round < 5; round++) await everyone()

    const filler = fill(studio)
    // the log has room for a while
    const refusals: { status: number; body: unknown }[] = []
    const text = chat(['user', 'x'.repeat(300_000)], ['assistant', 'Yes.'])
    for (let i = 0; i < 60 && refusals.length < 5; i++) {
      await everyone()
      const body = { operationId: randomUUID(), text }
      const answer = await lead.call('POST', `/datasets/${datasetId}/examples`, body)
      if (answer.status !== 200) refusals.push(answer)
    }
    expect(refusals.length).toBe(5)
    for (const { status, body } of refusals) {
      const { error } = body as { error: { code: string; message: string } }
      expect([503, 507]).toContain(status)
      expect(error.message).not.toMatch(/SQLITE|disk I\/O|ENOSPC|\/tmp/)
    }
    expect(refusals.map(({ status }) => status)).toContain(507)
    for (const { person, path } of reviewers) expect((await person.call('GET', path)).status).toBe(200)
    expect((await fetch(`${studio.url}/api/v1/health`)).status).toBe(200)
    // what was refused is sent again by the browser's outbox: it is no loss
    for (const reviewer of reviewers) {
      for (const answer of reviewer.refused) expect(answer).toMatch(/^50[37] /)
      reviewer.refused = []
    }

    rmSync(filler)
    const before = countAcknowledged(reviewers)
    for (let round = 0; round < 3; round++) await everyone()
    expect(countAcknowledged(reviewers)).toBe(before + 3 * reviewers.length)
    expect(await findLosses(reviewers, join(studio.dataDir, 'finecut.db'))).toEqual([])
    await studio.restart()
    expect(await findLosses(reviewers, join(studio.dataDir, 'finecut.db'))).toEqual([])
    await studio.stop()
  } finally {
    unmount()
  }
})
