import 'server-only'
import { type CandidateJob, type Candidates, findCandidates } from './candidates'
import { createVerifier, type Sketch, sketchOf, type Verified, type VerifyJob } from './sketch'

export type CompareJob =
  | { kind: 'sketch'; texts: string[] }
  | { kind: 'candidates'; job: CandidateJob }
  | { kind: 'verify'; job: VerifyJob }
export type CompareAnswer = Sketch[] | Candidates | Verified

const verify = createVerifier()

/** What a comparison asks of a thread. */
export function answerCompareJob(job: CompareJob): CompareAnswer {
  if (job.kind === 'sketch') return job.texts.map(sketchOf)
  return job.kind === 'verify' ? verify(job.job) : findCandidates(job.job)
}
