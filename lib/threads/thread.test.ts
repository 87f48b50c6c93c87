import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createThread } from './thread'

async function makeScript(): Promise<string> {
  const script = join(await mkdtemp(join(tmpdir(), 'finecut-worker-')), 'worker.mjs')
  writeFileSync(
    script,
    `import { threadId } from 'node:worker_threads'
     import { answerJobs } from '${join(process.cwd(), 'lib/threads/answer.mjs')}'
     answerJobs((job) => {
       if (job === 'crash') setImmediate(() => { throw new Error('gone') })
       if (job === 'crash') return new Promise(() => {})
       if (job === 'exit') process.exit(3)
       if (job === 'refuse') throw new Error('no')
       return job === 'who' ? threadId : job.length
     })`,
  )
  return script
}

describe('a thread', () => {
  it('fails what a lost worker held, and starts again', async () => {
    const thread = createThread<string, number>(await makeScript())
    expect(await thread.ask('one', 'first')).toBe(3)
    for (const bad of ['crash', 'exit', 'refuse']) {
      await expect(thread.ask(bad, 'first')).rejects.toThrow(/worker was lost|worker failed: no/)
      expect(await thread.ask('three', 'later')).toBe(5)
    }
    await thread.stop()
  })

  it('ends when it was idle for a while, and comes back', async () => {
    const thread = createThread<string, number>(await makeScript(), { idleMs: 1 })
    const first = await thread.ask('who', 'first')
    await expect.poll(() => thread.ask('who', 'first')).not.toBe(first)
    await thread.stop()
  })
})
