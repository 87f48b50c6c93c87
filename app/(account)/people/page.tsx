import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PeopleView } from '@/components/people/people-view'
import { ShellPanel } from '@/components/shell/shell-panel'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { listPeople } from '@/lib/people/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people')
  return { title: t('title') }
}

export default async function PeoplePage() {
  const actor = await pageActor()
  const people = await orNotFound(listPeople(actor))
  return (
    <ShellPanel>
      <PeopleView initial={people} myId={actor.id} />
    </ShellPanel>
  )
}
