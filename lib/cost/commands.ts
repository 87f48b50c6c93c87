import 'server-only'
import { authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { ModelTableChange } from './schema'
import { modelTableOf } from './table'
import { setModelTable } from './writes'

/** Writes the table of models and prices anew. @throws AppError `conflict` `staleRevision` */
export async function changeModelTable(
  actor: Actor,
  request: ModelTableChange,
): Promise<{ revision: number }> {
  authoriseStudio(actor, 'set prices')
  const { date, rows, revision } = request
  return operate(actor, { request, action: 'models.change', turn: 'models' }, async (tx) => {
    const now = await modelTableOf(tx)
    if (now.revision !== revision || !(await setModelTable(tx, revision, { date, rows })))
      throw new AppError('conflict', 'staleRevision')
    return { answer: { revision: revision + 1 }, details: { date, models: rows.length } }
  })
}
