'use client'

import { Copy, MoreHorizontal, RotateCcw, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import { setWeights } from '@/lib/conversations/turns'
import { keysOf } from '@/lib/shortcuts/table'
import { decide, setTrashed } from './review-actions-edits'
import { useEditor, useSurroundings } from './session-context'

const loadReturnDialog = warmLater(() => import('./return-dialog').then((module) => module.ReturnDialog))

/** Decisions: what this person may do with the example in its state. */
export function ReviewActions({ onMoveOn }: { onMoveOn: () => void }) {
  const t = useTranslations('editor')
  const { session, role, mayEdit, attempt, duplicate, returning, setReturning } = useSurroundings()
  const status = useEditor((s) => s.shown.status)
  const trashed = useEditor((s) => s.shown.trashed)
  const [busy, setBusy] = useState(false)
  const ReturnDialog = useLazy(loadReturnDialog, returning, () => setReturning(false))
  if (!mayEdit) return null
  const lead = role === 'lead'
  const canSubmit = status === 'draft' || status === 'changes_requested'
  const weights = (rule: 'all' | 'last' | 'none') => () =>
    attempt(() => session.act(setWeights(session.store.getState().shown.draft, rule)))
  const to = (next: Parameters<typeof decide>[1]) => () => attempt(() => decide(session, next))
  const moveOn = (next: Parameters<typeof decide>[1]) => () =>
    attempt(() => {
      decide(session, next)
      onMoveOn()
    })
  if (trashed)
    return (
      <Button onClick={() => attempt(() => setTrashed(session, false))}>
        <RotateCcw aria-hidden="true" />
        {t('restore')}
      </Button>
    )
  return (
    <div className="ml-auto flex items-center gap-2.5">
      {lead && status !== 'excluded' && status !== 'changes_requested' && (
        <Button keys={keysOf('review.return')} onClick={() => setReturning(true)}>
          {t('return')}
        </Button>
      )}
      {!lead && canSubmit && (
        <Button variant="primary" keys={keysOf('review.submit')} onClick={moveOn('in_review')}>
          {t('submit')}
        </Button>
      )}
      {!lead && status === 'in_review' && <Button onClick={to('draft')}>{t('takeBack')}</Button>}
      {lead && status !== 'approved' && status !== 'excluded' && (
        <Button variant="primary" keys={keysOf('review.approve')} onClick={moveOn('approved')}>
          {t('approve')}
        </Button>
      )}
      {lead && status === 'excluded' && <Button onClick={to('in_review')}>{t('include')}</Button>}
      <Menu
        trigger={
          <IconButton label={t('moreExample')}>
            <MoreHorizontal />
          </IconButton>
        }
      >
        {lead && canSubmit && (
          <MenuItem keys={keysOf('review.submit')} onSelect={moveOn('in_review')}>
            {t('submit')}
          </MenuItem>
        )}
        <MenuItem onSelect={weights('all')}>{t('weightsAll')}</MenuItem>
        <MenuItem onSelect={weights('last')}>{t('weightsOnlyLast')}</MenuItem>
        <MenuItem onSelect={weights('none')}>{t('weightsNone')}</MenuItem>
        <MenuItem
          icon={<Copy />}
          keys={keysOf('example.duplicate')}
          disabled={busy}
          onSelect={() => {
            setBusy(true)
            void duplicate().finally(() => setBusy(false))
          }}
        >
          {t('duplicate')}
        </MenuItem>
        {lead && status !== 'excluded' && (
          <MenuItem keys={keysOf('review.exclude')} onSelect={to('excluded')}>
            {t('exclude')}
          </MenuItem>
        )}
        <MenuItem
          danger
          icon={<Trash2 />}
          keys={keysOf('example.trash')}
          onSelect={() => attempt(() => setTrashed(session, true))}
        >
          {t('trash')}
        </MenuItem>
      </Menu>
      {ReturnDialog && (
        <ReturnDialog
          open={returning}
          onOpenChange={setReturning}
          onReturn={(reason) =>
            attempt(() => {
              decide(session, 'changes_requested', reason)
              onMoveOn()
            })
          }
        />
      )}
    </div>
  )
}
