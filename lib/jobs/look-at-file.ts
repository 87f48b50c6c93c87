import 'server-only'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type AskedOf, planImport, requireColumns } from '@/lib/imports/plan-import'

/** @throws what an import of this file would be refused with before it begins; a missing file's own error */
export async function lookAtFile(path: string, asked: AskedOf): Promise<void> {
  const { size } = await stat(path)
  requireColumns(await planImport({ path, fileName: basename(path), size, received: size }, asked))
}
