'use client'

import { Ellipsis, KeyRound, UserCheck, UserX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Select } from '@/components/ui/select'
import { type StudioRole, studioRole } from '@/lib/auth/schema'
import type { PersonRow } from '@/lib/people/schema'
import { PersonLine } from './person-line'

/** An account in the list of all. */
export function PersonRowLine({
  person,
  isMe,
  onRole,
  onEnable,
  onAsk,
}: {
  person: PersonRow
  isMe: boolean
  onRole: (role: StudioRole) => void
  onEnable: () => void
  onAsk: (what: 'disable' | 'reset') => void
}) {
  const t = useTranslations('people')
  const { id, name, email, disabled } = person
  const marks = (
    <>
      {isMe && <Badge>{t('you')}</Badge>}
      {disabled && <Badge tone="bad">{t('disabled')}</Badge>}
    </>
  )
  return (
    <PersonLine id={id} name={name} email={email} marks={marks}>
      <Select
        aria-label={t('studioRoleOf', { name })}
        value={person.studioRole}
        onChange={(event) => onRole(studioRole.parse(event.target.value))}
      >
        {studioRole.options.map((value) => (
          <option key={value} value={value}>
            {t(`studioRoles.${value}`)}
          </option>
        ))}
      </Select>
      <Menu
        trigger={
          <IconButton label={t('more', { name })}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<KeyRound />} disabled={disabled} onSelect={() => onAsk('reset')}>
          {t('resetLink')}
        </MenuItem>
        {disabled ? (
          <MenuItem icon={<UserCheck />} onSelect={onEnable}>
            {t('enable')}
          </MenuItem>
        ) : (
          <MenuItem icon={<UserX />} danger onSelect={() => onAsk('disable')}>
            {t('disable')}
          </MenuItem>
        )}
      </Menu>
    </PersonLine>
  )
}
