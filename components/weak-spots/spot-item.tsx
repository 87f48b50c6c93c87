'use client'

import { ChevronRight, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { newOperationId } from '@/lib/result/call'
import { changeWeakSpot } from '@/lib/weak-spots/client'
import type { WeakSpotRow } from '@/lib/weak-spots/schema'
import { changedSpot } from '@/lib/weak-spots/undoable'
import { Against } from './against'
import { PromptList } from './prompt-list'
import { PromptsDialog } from './prompts-dialog'
import { SpotDialog } from './spot-dialog'
import { useSpots } from './spots-context'
import { countOf } from './sums'

/** One weak spot: what it is, what stands against it, and its failing prompts where it is open. */
export function SpotItem({
  spot,
  open,
  onOpen,
}: {
  spot: WeakSpotRow
  open: boolean
  onOpen: (open: boolean) => void
}) {
  const t = useTranslations('weakSpots')
  const { datasetId, mayManage, proposals, act } = useSpots()
  const [dialog, setDialog] = useState<'edit' | 'prompts' | null>(null)
  const close = () => setDialog(null)
  const remove = () =>
    act(
      () =>
        changeWeakSpot(datasetId, spot.id, {
          operationId: newOperationId(),
          deleted: true,
          from: { deleted: false },
        }),
      {
        step: () => ({
          ...changedSpot(datasetId, spot.id, { deleted: false }, { deleted: true }),
          label: t('undo.deleted', { title: spot.title }),
        }),
        done: () => t('deleted', { title: spot.title }),
      },
    )
  const good = countOf(spot, 'approved')
  return (
    <li className="grid grid-cols-1 gap-2 border-line border-t py-4" id={`spot-${spot.id}`}>
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 font-semibold text-base">
          <button
            type="button"
            aria-expanded={open}
            className="-ml-1.5 inline-flex items-start gap-1 rounded-md px-1.5 py-0.5 text-left hover:bg-hover"
            onClick={() => onOpen(!open)}
          >
            <ChevronRight
              aria-hidden="true"
              className={`mt-1 size-3.5 shrink-0 text-ink-3 ${open ? 'rotate-90' : ''}`}
            />
            <span className="break-words">{spot.title}</span>
          </button>
        </h2>
        {mayManage && (
          <>
            <Button size="sm" onClick={() => setDialog('prompts')}>
              {t('addPrompts')}
            </Button>
            <Menu
              trigger={
                <IconButton size="sm" label={t('more', { title: spot.title })}>
                  <MoreHorizontal />
                </IconButton>
              }
            >
              <MenuItem icon={<Pencil />} onSelect={() => setDialog('edit')}>
                {t('edit')}
              </MenuItem>
              <MenuItem danger icon={<Trash2 />} onSelect={() => void remove()}>
                {t('delete')}
              </MenuItem>
            </Menu>
          </>
        )}
      </div>
      <p className="text-ink-2 text-xs tabular-nums sm:pl-4">
        {t('against', {
          begun: spot.begun,
          prompts: spot.prompts,
          good,
          pairs: spot.approvedPairs,
        })}
      </p>
      {open && (
        <div className="grid grid-cols-1 gap-6 pt-1 sm:pl-4">
          {spot.mustContain !== '' && (
            <div className="max-w-[66ch]">
              <h3 className="font-semibold text-xs">{t('mustContain')}</h3>
              <p className="whitespace-pre-wrap break-words text-ink-2">{spot.mustContain}</p>
            </div>
          )}
          <section className="grid grid-cols-1 gap-4" aria-label={t('prompts')}>
            <h3 className="font-semibold text-xs">{t('prompts')}</h3>
            <PromptList spotId={spot.id} />
          </section>
          <Against spot={spot} />
          <section className="grid grid-cols-1 gap-3" aria-label={t('proposed')}>
            <h3 className="font-semibold text-xs">{t('proposed')}</h3>
            {proposals(spot)}
          </section>
          <p className="text-ink-3 text-xs">{t('runsLater')}</p>
        </div>
      )}
      {dialog === 'edit' && <SpotDialog spot={spot} onClose={close} />}
      {dialog === 'prompts' && (
        <PromptsDialog spot={spot} onClose={close} onAdded={() => !open && onOpen(true)} />
      )}
    </li>
  )
}
