import type { FindingRow } from '@/lib/checks/schema'
import type { MessageId } from '@/lib/conversations/schema'

/** What is of the whole example first, then by message and place. */
export function inReadingOrder(
  findings: readonly FindingRow[],
  messageIds: readonly MessageId[],
): FindingRow[] {
  const turn = (finding: FindingRow) =>
    finding.messageId === null ? -1 : messageIds.indexOf(finding.messageId)
  return findings.toSorted((a, b) => turn(a) - turn(b) || (a.span?.from ?? -1) - (b.span?.from ?? -1))
}
