import { OutboxProvider } from '@/components/workspace/outbox-context'
import { Panes } from '@/components/workspace/panes'
import { pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { getDataset } from '@/lib/datasets/queries'
import { listTagGroups } from '@/lib/tags/queries'

export default async function WorkspacePage({ params }: { params: Promise<{ dataset: string }> }) {
  const actor = await pageActor()
  const { dataset: datasetId } = await params
  const [dataset, groups] = await Promise.all([getDataset(actor, datasetId), listTagGroups(actor, datasetId)])
  const { id, name, guidelines, role, state, examples, byStatus } = dataset
  return (
    <OutboxProvider userId={actor.id}>
      <Panes
        dataset={{ id, name, guidelines, examples, approved: byStatus.approved }}
        groups={groups}
        role={role}
        mayEdit={can(actor, 'edit examples', { role, datasetState: state })}
      />
    </OutboxProvider>
  )
}
