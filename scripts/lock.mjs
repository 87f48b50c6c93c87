import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './project.mjs'

const ownerOf = (folder) => {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8'))
  } catch {
    return Number.NaN
  }
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** A lock is stale when its owner is gone, or has not named itself for ten seconds. */
function isStale(folder) {
  const pid = ownerOf(folder)
  if (!Number.isNaN(pid)) return !isAlive(pid)
  const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made > 10_000
}

/** Takes a stale lock away; when another process was quicker and holds it anew, gives it back. */
function removeStale(folder) {
  const aside = `${folder}.stale-${process.pid}`
  try {
    renameSync(folder, aside)
    if (isStale(aside)) rmSync(aside, { recursive: true, force: true })
    else renameSync(aside, folder)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  }
}

/** Runs `body` while no other process runs it in this checkout; a lock left by a killed process is taken over. */
export async function withLock(folder, what, body) {
  mkdirSync(dirname(folder), { recursive: true })
  for (let waited = 0; ; waited += 1) {
    try {
      mkdirSync(folder)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isStale(folder)) removeStale(folder)
    else {
      if (waited === 0) say(`Waiting: another process is ${what} here.`)
      await sleep(200)
    }
  }
  const release = () => {
    if (ownerOf(folder) === process.pid) rmSync(folder, { recursive: true, force: true })
  }
  writeFileSync(join(folder, 'pid'), String(process.pid))
  process.on('exit', release)
  try {
    return await body()
  } finally {
    process.off('exit', release)
    release()
  }
}
