import type { Result } from '@/lib/result/schema'
import { fetchProposals, fetchReader } from '@/lib/second-reader/client'
import type { About, ProposalRow, ReaderState, ReadingRow } from '@/lib/second-reader/schema'

/**
 * What was answered; null where it is not there, or not for who asks. Anything else that goes wrong is thrown: the query
 * cache then keeps what was there before.
 */
export function unlessGone<T>(answer: Result<T>): T | null {
  if (answer.ok) return answer.value
  const { code, reason } = answer.error
  if (code === 'not_found' || code === 'forbidden') return null
  throw new Error(reason)
}

export type ProposalsNow = Pick<ReaderState, 'endpoint' | 'consent'> & {
  /** The last one that asked for examples about this. */
  run: ReadingRow | null
  proposals: ProposalRow[]
}

/** How things stand with the examples proposed about something; null as by `unlessGone`. */
export async function lookAtProposals(
  datasetId: string,
  about: About,
  signal?: AbortSignal,
): Promise<ProposalsNow | null> {
  const reader = unlessGone(await fetchReader(datasetId, signal))
  // in this order: a reading that is over has proposed all it will
  const list = unlessGone(await fetchProposals(datasetId, about, signal))
  if (!reader || !list) return null
  const { endpoint, consent, runs } = reader
  return {
    endpoint,
    consent,
    run: runs.find((one) => isAbout(one, about)) ?? null,
    proposals: list.proposals,
  }
}

const isAbout = ({ task }: ReadingRow, { kind, id }: About): boolean =>
  task.type === 'propose' && task.about?.kind === kind && task.about.id === id
