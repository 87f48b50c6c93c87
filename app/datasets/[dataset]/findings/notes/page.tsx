import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotesView } from '@/components/notes/notes-view'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { listNotes } from '@/lib/notes/queries'
import { pageDataset } from '../../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('quality.notes')
  return { title: t('title') }
}

export default async function NotesPage({ params }: { params: Promise<{ dataset: string }> }) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const notes = await orNotFound(listNotes(actor, id))
  const mayChange = can(actor, 'set checks', { role, datasetState: state })
  return <NotesView datasetId={id} initial={notes} mayChange={mayChange} />
}
