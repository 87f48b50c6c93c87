'use client'

import { DatabaseBackup, Keyboard, LogOut, ScanEye, UserRound, UsersRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { useFailureText } from '@/components/ui/failure-text'
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { useShortcutRegistry } from '@/components/ui/shortcuts'
import { useToast } from '@/components/ui/toast'
import { signOut, updateProfile } from '@/lib/people/client'
import type { Me, Preferences } from '@/lib/people/schema'
import { newOperationId } from '@/lib/result/call'
import { keysOf } from '@/lib/shortcuts/table'

export function AccountMenu({ me }: { me: Me }) {
  const t = useTranslations('shell.account')
  const failureText = useFailureText()
  const router = useRouter()
  const toast = useToast()
  const { run } = useShortcutRegistry()
  const [theme, setTheme] = useState(me.theme)

  async function prefer(change: Partial<Preferences>) {
    const result = await updateProfile({ operationId: newOperationId(), ...change })
    if (result.ok) router.refresh()
    else toast({ text: failureText(result.error), tone: 'bad' })
  }
  function chooseTheme(next: Me['theme']) {
    setTheme(next)
    document.documentElement.dataset.theme = next
    void prefer({ theme: next })
  }
  async function leave() {
    const result = await signOut()
    // a full load, so that nothing of this person stays in memory
    if (result.ok || result.error.code === 'unauthenticated') window.location.assign('/sign-in')
    else toast({ text: failureText(result.error), tone: 'bad' })
  }

  const trigger = (
    <button
      type="button"
      aria-label={t('open', { name: me.name })}
      className="grid size-8 shrink-0 place-items-center rounded-full hover:bg-hover pointer-coarse:size-10"
    >
      <Avatar name={me.name} id={me.id} />
    </button>
  )
  return (
    <Menu trigger={trigger}>
      <div className="px-2 pt-1.5 pb-2">
        <div className="font-[550]">{me.name}</div>
        <div className="text-ink-3 text-xs">{me.email}</div>
      </div>
      <MenuSeparator />
      <MenuLink href="/profile" icon={<UserRound />}>
        {t('profile')}
      </MenuLink>
      {me.studioRole === 'owner' && (
        <>
          <MenuLink href="/people" icon={<UsersRound />}>
            {t('people')}
          </MenuLink>
          <MenuLink href="/backups" icon={<DatabaseBackup />}>
            {t('backups')}
          </MenuLink>
          <MenuLink href="/reader" icon={<ScanEye />}>
            {t('reader')}
          </MenuLink>
        </>
      )}
      <MenuItem icon={<Keyboard />} keys={keysOf('sheet')} onSelect={() => run('sheet')}>
        {t('keys')}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        label={t('language')}
        value={me.locale}
        options={[
          { value: 'en', label: <span lang="en">English</span> },
          { value: 'ko', label: <span lang="ko">한국어</span> },
        ]}
        onChange={(locale) => void prefer({ locale })}
      />
      <MenuChoice
        label={t('theme')}
        value={theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: t(`themes.${value}`),
        }))}
        onChange={chooseTheme}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => void leave()}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  )
}
