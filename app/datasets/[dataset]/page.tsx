import { Panes } from '@/components/workspace/panes'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { listTagGroups } from '@/lib/tags/queries'
import { pageDataset } from './dataset'

export default async function WorkspacePage({ params }: { params: Promise<{ dataset: string }> }) {
  const actor = await pageActor()
  const dataset = await pageDataset((await params).dataset)
  const groups = await orNotFound(listTagGroups(actor, dataset.id))
  const { id, name, guidelines, role, state, examples, byStatus } = dataset
  return (
    <Panes
      dataset={{ id, name, guidelines, due: examples - byStatus.excluded, approved: byStatus.approved }}
      groups={groups}
      role={role}
      mayEdit={can(actor, 'edit examples', { role, datasetState: state })}
    />
  )
}
