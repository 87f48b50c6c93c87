'use client'

import { ChevronRight, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { StatusDot } from '@/components/ui/status-dot'
import { Table, Td, Th } from '@/components/ui/table'
import { newOperationId } from '@/lib/result/call'
import { changeWeakSpot } from '@/lib/weak-spots/client'
import type { WeakSpotRow } from '@/lib/weak-spots/schema'
import { changedSpot } from '@/lib/weak-spots/undoable'
import { PromptList } from './prompt-list'
import { PromptsDialog } from './prompts-dialog'
import { SpotDialog } from './spot-dialog'
import { useSpots } from './spots-context'

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
  const { datasetId, mayManage, act } = useSpots()
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
  const good = count(spot, 'approved')
  return (
    <li className="grid gap-2 border-line border-t py-4" id={`spot-${spot.id}`}>
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
      <p className="text-ink-2 text-xs tabular-nums">
        {t('against', {
          begun: spot.begun,
          prompts: spot.prompts,
          good,
          pairs: spot.approvedPairs,
        })}
      </p>
      {open && (
        <div className="grid gap-4 pt-1">
          {spot.mustContain !== '' && (
            <div className="max-w-[66ch]">
              <h3 className="font-semibold text-xs">{t('mustContain')}</h3>
              <p className="whitespace-pre-wrap break-words text-ink-2">{spot.mustContain}</p>
            </div>
          )}
          <Against spot={spot} />
          <PromptList spotId={spot.id} />
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

const sides = ['train', 'validation', 'test', null] as const
const count = ({ examples }: WeakSpotRow, status: string, side?: string | null): number =>
  examples
    .filter((row) => row.status === status && (side === undefined || row.split === side))
    .reduce((sum, row) => sum + row.count, 0)

/** How many examples address it, by status and by side. */
function Against({ spot }: { spot: WeakSpotRow }) {
  const t = useTranslations('weakSpots')
  const editor = useTranslations('editor')
  const { datasetId } = useSpots()
  if (spot.examples.length === 0) return <p className="text-ink-3">{t('noExamples')}</p>
  const statuses = [...new Set(spot.examples.map(({ status }) => status))]
  const shown = sides.filter((side) => spot.examples.some(({ split }) => split === side))
  return (
    <div className="grid max-w-120 gap-2">
      <Table label={t('examplesOf', { title: spot.title })}>
        <thead>
          <tr>
            <Th>{t('status')}</Th>
            {shown.map((side) => (
              <Th key={side} numeric>
                {t(`side.${side ?? 'none'}`)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statuses.map((status) => (
            <tr key={status}>
              <Td>
                <span className="inline-flex items-center gap-2">
                  <StatusDot status={status} />
                  {editor(`status.${status}`)}
                </span>
              </Td>
              {shown.map((side) => (
                <Td key={side} numeric>
                  {count(spot, status, side)}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {spot.pairs > 0 && (
        <p className="text-ink-2 text-xs">
          {t('pairs', { all: spot.pairs, approved: spot.approvedPairs })}{' '}
          <Link
            className="underline underline-offset-2"
            href={`/datasets/${datasetId}?q=${encodeURIComponent('kind:preference copy:any')}`}
          >
            {t('showPairs')}
          </Link>
        </p>
      )}
    </div>
  )
}
