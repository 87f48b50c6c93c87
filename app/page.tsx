import { DatasetsView } from '@/components/datasets/datasets-view'
import { ShellPanel } from '@/components/shell/shell-panel'
import { pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { listDatasets } from '@/lib/datasets/queries'

export default async function DatasetsPage() {
  const actor = await pageActor()
  const datasets = await listDatasets(actor)
  return (
    <ShellPanel>
      <DatasetsView initial={datasets} mayCreate={can(actor, 'create datasets')} />
    </ShellPanel>
  )
}
