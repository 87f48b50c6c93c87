import type { LeaveOutPlan, Missed, PlanRequest } from './leave-out'
import { betweenPauses, type Pause, type PlanMember } from './order'
import { capsAt, Picked } from './pick'
import { quotasOf } from './quotas'
import { relaxShares, type Share } from './range'

export type RepeatPlan = {
  /** How often each member goes out: 0 for one that is left out. */
  copies: Uint8Array
  missed: Missed[]
}

/**
 * Who of those that stay goes out more than once: in train alone, the best first, each once more before any a third
 * time, up to the most copies; as few as reach the targets.
 */
export async function planRepeats(
  members: readonly PlanMember[],
  { stays, classes, exact, order, missed }: LeaveOutPlan,
  { mode, whole, targets, maxCopies }: PlanRequest,
  inTrain: (at: number) => boolean,
  pause: Pause,
): Promise<RepeatPlan> {
  const copies = Uint8Array.from(stays)
  if ((mode !== 'up' && mode !== 'mix') || maxCopies === 1) return { copies, missed }
  const shares: Share[] = [...(exact?.tags ?? []), { id: '' }].map(({ id }) => {
    const target = targets.find(({ tagId }) => tagId === id)
    return { floor: 0, ceil: 0, now: 0, min: target?.min ?? 0, max: target?.max ?? 1 }
  })
  const open = order.filter((i) => stays[i] === 1)
  for (const i of open) {
    const share = shares[classes[i]!]!
    const { units } = members[i]!
    share.now += units
    share.floor += units
    share.ceil += units * (inTrain(i) ? maxCopies : 1)
  }
  const relaxed = relaxShares(shares)
  const quotas = quotasOf(relaxed.shares, relaxed.range, relaxed.range.least, whole)
  const further = targets.filter(({ tagId }) => !exact?.tags.some(({ id }) => id === tagId))
  const picked = new Picked(quotas, capsAt(further, quotas.total, whole))
  for (const i of open) picked.take(members[i]!, classes[i]!)
  for (let round = 2; round <= maxCopies; round++)
    for (const [done, i] of open.entries()) {
      if (done % betweenPauses === 0) await pause()
      if (inTrain(i) && copies[i] === round - 1 && picked.offer(members[i]!, classes[i]!)) copies[i] = round
    }
  const more = relaxed.missed.flatMap((at) => {
    const tagId = exact?.tags[at]?.id
    return tagId === undefined || missed.some((known) => known.tagId === tagId)
      ? []
      : [{ tagId, blockedBy: tagId }]
  })
  return { copies, missed: [...missed, ...more] }
}
