import 'server-only'
import type { Tx } from '@/lib/db/client'
import models from './models.json'
import { type ModelTable, modelRows } from './schema'

const shipped = modelRows.parse(models)

/** The table as the owner last wrote it, else as Finecut brings it. For commands and queries that have authorised. */
export async function modelTableOf(tx: Tx): Promise<ModelTable> {
  const row = await tx.modelTable.findUnique({
    where: { id: 'models' },
    select: { revision: true, rows: true },
  })
  return row
    ? { revision: row.revision, ...modelRows.parse(JSON.parse(row.rows)) }
    : { revision: 0, ...shipped }
}
