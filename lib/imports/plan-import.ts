import 'server-only'
import { createHash } from 'node:crypto'
import { type Detection, planFile } from '@/lib/formats/plan'
import { readSample, type Sample } from '@/lib/formats/sample'
import type { ReadOptions } from '@/lib/formats/schema'
import { AppError } from '@/lib/result/app-error'
import type { ImportFormat } from './schema'

export type FileAt = { path: string; fileName: string; size: number; received: number }
export type AskedOf = { format: ImportFormat; options: ReadOptions }
export type Planned = Detection & { sample: Sample; signature: string }

/** How an import would read a file; `signature` names its columns or fields. */
export async function planImport(file: FileAt, asked: AskedOf): Promise<Planned> {
  const sample = await readSample(file.path, file)
  const detection = await planFile(sample, file.fileName, asked)
  return { ...detection, sample, signature: signatureOf(detection) }
}

/** @throws AppError `invalid` `noSuchColumn` where a mapping names what isn't there */
export function requireColumns({ missing }: Detection): void {
  if (missing.length > 0) throw new AppError('invalid', 'noSuchColumn', { params: { column: missing[0]! } })
}

/** What is kept of an import's reading besides its format. */
export const rowOf = ({ plan, signature }: Planned, asked: AskedOf) => ({
  format: plan.format,
  options: JSON.stringify(asked),
  signature,
})

function signatureOf({ plan, columns }: Detection): string {
  const kind = plan.container === 'table' ? 'table' : 'fields'
  const text = JSON.stringify([kind, ...[...columns].sort()])
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
