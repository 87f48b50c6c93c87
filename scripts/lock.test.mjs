import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.mjs'
import { root } from './project.mjs'

let dir
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'finecut-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const program = `
  import { appendFileSync } from 'node:fs'
  import { setTimeout as sleep } from 'node:timers/promises'
  import { withLock } from '${join(root, 'scripts/lock.mjs')}'
  const [folder, log] = process.argv.slice(1)
  await withLock(folder, 'testing', async () => {
    appendFileSync(log, 'in ')
    await sleep(50)
    appendFileSync(log, 'out ')
  })`

test('processes enter one after the other, also past a lock of a dead process', async () => {
  const folder = join(dir, 'lock')
  const log = join(dir, 'log')
  mkdirSync(folder)
  writeFileSync(join(folder, 'pid'), String(spawnSync(process.execPath, ['-e', '0']).pid))
  const ends = Array.from(
    { length: 5 },
    () =>
      new Promise((resolve) =>
        spawn(process.execPath, ['--input-type=module', '-e', program, folder, log]).on('close', resolve),
      ),
  )
  expect(await Promise.all(ends)).toEqual([0, 0, 0, 0, 0])
  expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(5))
  expect(existsSync(folder)).toBe(false)
})

test('a failing body gives the lock back', async () => {
  const folder = join(dir, 'lock')
  await expect(withLock(folder, 'testing', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(existsSync(folder)).toBe(false)
})
