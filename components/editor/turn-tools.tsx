'use client'

import { ArrowDown, ArrowUp, Link2, MoreHorizontal, Target, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuItem } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { kindOf } from '@/lib/conversations/kind'
import type { Message } from '@/lib/conversations/schema'
import { weightEdit } from '@/lib/conversations/turns'
import { isTrained } from '@/lib/conversations/weights'
import { roles } from '@/lib/conversations/words'
import { keysOf } from '@/lib/shortcuts/table'
import { useEditor, useSurroundings } from './session-context'
import {
  deleteTurn,
  insertTurn,
  mergeTurnUp,
  moveTurn,
  setTurnRole,
  splitTurn,
  turnAlternatives,
} from './turn-actions'

export function Tool({
  keys,
  expanded,
  onClick,
  children,
}: {
  keys?: string
  /** Of one that opens something under the turn. */
  expanded?: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-expanded={expanded}
      className="inline-flex items-center gap-1.5 rounded-md px-1.5 py-1 text-xs text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:py-2"
    >
      {children}
      {keys && (
        <span aria-hidden="true" className="max-sm:hidden">
          <Kbd keys={keys} />
        </span>
      )}
    </button>
  )
}

/** What can be done with the focused turn; the keys are printed where they work. */
export function TurnTools({
  id,
  index,
  message,
  editing,
}: {
  id: string
  index: number
  message: Message
  editing: boolean
}) {
  const t = useTranslations('editor')
  const { session, attempt } = useSurroundings()
  const pair = useEditor((s) => kindOf(s.shown.draft.conversation) === 'preference')
  const beside = useEditor((s) => s.shown.alternatives.filter((one) => one.messageId === id).length)
  const shown = useEditor((s) => s.besideId === id)
  const toast = useToast()
  const router = useRouter()
  const run = (action: () => void) => () => attempt(action)
  const link = async () => {
    const address = new URL(window.location.href)
    address.searchParams.set('example', String(session.number))
    address.searchParams.set('turn', id)
    window.history.replaceState(null, '', address)
    // a plain-HTTP address other than localhost has no clipboard
    const copied = await navigator.clipboard?.writeText(address.href).then(
      () => true,
      () => false,
    )
    toast({ text: t(copied ? 'linkCopied' : 'linkInAddress', { number: index + 1 }) })
  }
  return (
    <div
      className="mt-1.5 -ml-1.5 flex flex-wrap items-center gap-0.5"
      role="toolbar"
      aria-label={t('turnTools')}
    >
      {editing ? (
        <Tool keys={keysOf('turn.leave')} onClick={() => session.edit(null)}>
          {t('done')}
        </Tool>
      ) : (
        <Tool keys={keysOf('turn.edit')} onClick={() => session.edit(id)}>
          {t('edit')}
        </Tool>
      )}
      {message.role === 'assistant' && !pair && (
        <Tool
          keys={keysOf('turn.weight')}
          onClick={run(() => session.act([weightEdit(message, id, isTrained(message) ? 0 : 1)]))}
        >
          {t('weight')}
        </Tool>
      )}
      {message.role === 'assistant' && !pair && (
        <Tool
          keys={keysOf('turn.alternatives')}
          expanded={shown}
          onClick={() => turnAlternatives(session, id)}
        >
          {t('alternatives', { count: beside })}
        </Tool>
      )}
      {editing && (
        <Tool keys={keysOf('turn.split')} onClick={run(() => splitTurn(session, id))}>
          {t('split')}
        </Tool>
      )}
      <Tool keys={keysOf('turn.mergeUp')} onClick={run(() => mergeTurnUp(session, id))}>
        {t('mergeUp')}
      </Tool>
      <Tool keys={keysOf('turn.insertBelow')} onClick={run(() => insertTurn(session, id, 'below'))}>
        {t('insertBelow')}
      </Tool>
      <Menu
        align="start"
        trigger={
          <IconButton size="sm" label={t('moreTurn', { number: index + 1 })}>
            <MoreHorizontal />
          </IconButton>
        }
      >
        <MenuItem
          icon={<ArrowUp />}
          keys={keysOf('turn.insertAbove')}
          onSelect={run(() => insertTurn(session, id, 'above'))}
        >
          {t('insertAbove')}
        </MenuItem>
        <MenuItem
          icon={<ArrowUp />}
          keys={keysOf('turn.moveUp')}
          onSelect={run(() => moveTurn(session, id, -1))}
        >
          {t('moveUp')}
        </MenuItem>
        <MenuItem
          icon={<ArrowDown />}
          keys={keysOf('turn.moveDown')}
          onSelect={run(() => moveTurn(session, id, 1))}
        >
          {t('moveDown')}
        </MenuItem>
        {roles
          .filter((role) => role !== message.role)
          .map((role) => (
            <MenuItem key={role} onSelect={run(() => setTurnRole(session, id, role))}>
              {t('makeRole', { role: t(`roles.${role}`) })}
            </MenuItem>
          ))}
        {message.role === 'assistant' && !pair && (
          <MenuItem
            icon={<Target />}
            onSelect={() =>
              router.push(`/datasets/${session.datasetId}/weak-spots?example=${session.number}&turn=${id}`)
            }
          >
            {t('markBad')}
          </MenuItem>
        )}
        <MenuItem icon={<Link2 />} onSelect={() => void link()}>
          {t('linkTurn')}
        </MenuItem>
        <MenuItem
          danger
          icon={<Trash2 />}
          keys={keysOf('turn.delete')}
          onSelect={run(() => deleteTurn(session, id))}
        >
          {t('delete')}
        </MenuItem>
      </Menu>
    </div>
  )
}
