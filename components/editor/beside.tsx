'use client'

import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import { useSurroundings } from './session-context'

const load = warmLater(() => import('./alternatives').then((module) => module.Alternatives))

/** What stands beside a turn; fetched when it is first asked for. */
export function Beside({ id, index }: { id: string; index: number }) {
  const { session } = useSurroundings()
  const Alternatives = useLazy(load, true, () => session.store.setState({ besideId: null }))
  return Alternatives && <Alternatives id={id} index={index} />
}
