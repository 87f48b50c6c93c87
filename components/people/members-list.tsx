import { useTranslations } from 'next-intl'
import { Page } from '@/components/ui/page'
import { PersonLine } from './person-line'

/** The members for those who can't change them: names only. */
export function MembersList({ members }: { members: { id: string; name: string }[] }) {
  const t = useTranslations('members')
  return (
    <Page title={t('title')} lede={t('readOnly')}>
      <ul className="border-line border-t">
        {members.map(({ id, name }) => (
          <PersonLine key={id} id={id} name={name} />
        ))}
      </ul>
    </Page>
  )
}
