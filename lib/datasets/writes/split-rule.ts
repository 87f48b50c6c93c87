import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { RuleChange } from '@/lib/splits/before'
import type { SplitRule } from '@/lib/splits/schema'

/** The rule that the next new examples follow. `split/1` never takes the place of an adopted `split/2`. */
export async function setSplitRule(tx: Tx, id: string, rule: SplitRule): Promise<void> {
  const former = { OR: [{ splitRule: null }, { splitRule: { not: { contains: '"split/2"' } } }] }
  await tx.dataset.updateMany({
    where: rule.rule === 'split/2' ? { id } : { id, ...former },
    data: { splitRule: JSON.stringify(rule) },
  })
}

/** Takes an adoption back, unless another rule was adopted since. */
export async function returnSplitRule(tx: Tx, id: string, { former, given }: RuleChange): Promise<void> {
  await tx.dataset.updateMany({
    where: { id, splitRule: JSON.stringify(given) },
    data: { splitRule: former && JSON.stringify(former) },
  })
}
