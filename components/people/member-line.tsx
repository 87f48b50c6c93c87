'use client'

import { Ellipsis, KeyRound, UserMinus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Select } from '@/components/ui/select'
import { type DatasetRole, datasetRole, datasetRoles } from '@/lib/auth/schema'
import type { MemberRow } from '@/lib/people/schema'
import { PersonLine } from './person-line'

/** A member of a dataset, for its leads. */
export function MemberLine({
  member,
  isMe,
  onRole,
  onAsk,
}: {
  member: MemberRow
  isMe: boolean
  onRole: (role: DatasetRole) => void
  onAsk: (what: 'remove' | 'reset') => void
}) {
  const t = useTranslations('members')
  const tPeople = useTranslations('people')
  const { userId, name, email, role } = member
  return (
    <PersonLine id={userId} name={name} email={email} marks={isMe && <Badge>{tPeople('you')}</Badge>}>
      <Select
        aria-label={t('roleOf', { name })}
        value={role}
        onChange={(event) => onRole(datasetRole.parse(event.target.value))}
      >
        {datasetRoles.map((value) => (
          <option key={value} value={value}>
            {tPeople(`roles.${value}`)}
          </option>
        ))}
      </Select>
      <Menu
        trigger={
          <IconButton label={tPeople('more', { name })}>
            <Ellipsis />
          </IconButton>
        }
      >
        {!isMe && (
          <MenuItem icon={<KeyRound />} onSelect={() => onAsk('reset')}>
            {tPeople('resetLink')}
          </MenuItem>
        )}
        <MenuItem icon={<UserMinus />} danger onSelect={() => onAsk('remove')}>
          {t('remove')}
        </MenuItem>
      </Menu>
    </PersonLine>
  )
}
