import 'server-only'
import type { Tx } from '@/lib/db/client'

export async function addUpload(
  tx: Tx,
  upload: { id: string; datasetId: string; userId: string; fileName: string; size: number },
): Promise<void> {
  await tx.upload.create({ data: { ...upload, size: BigInt(upload.size) } })
}

/** Compare-and-set of the bytes received; false where another part was counted meanwhile. */
export async function setReceived(tx: Tx, id: string, from: number, to: number): Promise<boolean> {
  const { count } = await tx.upload.updateMany({
    where: { id, received: BigInt(from), state: 'open' },
    data: { received: BigInt(to) },
  })
  return count === 1
}

export async function markComplete(tx: Tx, id: string, sha256: string): Promise<void> {
  await tx.upload.update({ where: { id }, data: { state: 'complete', sha256 }, select: { id: true } })
}

/** Removes the row; the file goes after the commit. How many rows there were. */
export async function deleteUpload(tx: Tx, id: string): Promise<number> {
  return (await tx.upload.deleteMany({ where: { id } })).count
}

/** Removes the rows of uploads that nobody touched since `before`. */
export async function deleteStaleUploads(tx: Tx, before: Date): Promise<void> {
  await tx.upload.deleteMany({ where: { updatedAt: { lt: before } } })
}
