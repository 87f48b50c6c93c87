import 'server-only'
import { excerptOf } from '@/lib/imports/excerpt'
import { maxKeptRejections, type RejectedLine } from '@/lib/imports/schema'
import { addRejections, type Counts, setProgress } from '@/lib/imports/writes'
import { publish } from '@/lib/live/hub'
import { type ImportJob, rowsPerStep } from './job'
import { persist } from './persist'

const tellMs = 200
const writeMs = 1_000

/** Keeps the count of an import, tells who listens, and writes row and rejections about once a second. */
export function createProgress(job: ImportJob) {
  const counts: Counts = { bytes: 0, lines: 0, stored: 0, skipped: 0, rejected: 0, rolledBack: 0 }
  let rejections: RejectedLine[] = []
  let toldAt = 0
  let writtenAt = 0

  async function write(): Promise<void> {
    writtenAt = Date.now()
    while (rejections.length > 0) {
      const step = rejections.slice(0, rowsPerStep)
      await persist((tx) => addRejections(tx, job.importId, step))
      rejections = rejections.slice(rowsPerStep)
    }
    await persist((tx) => setProgress(tx, job.importId, counts))
    const { datasetId, importId, actorId } = job
    publish([{ type: 'import', datasetId, importId, actorId }])
  }

  return {
    counts,
    reject(line: Omit<RejectedLine, 'excerpt'>, bytes: Uint8Array | string): void {
      counts.rejected += 1
      if (counts.rejected <= maxKeptRejections) rejections.push({ ...line, excerpt: excerptOf(bytes) })
    },
    async tick(): Promise<void> {
      const now = Date.now()
      if (now - toldAt >= tellMs) {
        toldAt = now
        job.onProgress?.(counts)
      }
      if (now - writtenAt >= writeMs || rejections.length >= rowsPerStep) await write()
    },
    write,
  }
}
export type ImportProgress = ReturnType<typeof createProgress>
