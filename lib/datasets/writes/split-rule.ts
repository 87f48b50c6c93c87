import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { SplitRule } from '@/lib/splits/schema'

/** The rule that the next new examples follow. */
export async function setSplitRule(tx: Tx, id: string, rule: SplitRule): Promise<void> {
  await tx.dataset.update({ where: { id }, data: { splitRule: JSON.stringify(rule) }, select: { id: true } })
}
