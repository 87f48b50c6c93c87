import type { FindingRow } from '@/lib/checks/schema'
import { severities } from '@/lib/checks/words'
import type { MessageId } from '@/lib/conversations/schema'

/** What is of the whole example first, then by message; in each the worst first, then by place. */
export function inReadingOrder(
  findings: readonly FindingRow[],
  messageIds: readonly MessageId[],
): FindingRow[] {
  const turn = (finding: FindingRow) =>
    finding.messageId === null ? -1 : messageIds.indexOf(finding.messageId)
  const rank = (finding: FindingRow) => severities.indexOf(finding.severity)
  return findings.toSorted(
    (a, b) => turn(a) - turn(b) || rank(b) - rank(a) || (a.span?.from ?? -1) - (b.span?.from ?? -1),
  )
}
