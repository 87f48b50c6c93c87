'use client'

import { useState } from 'react'
import { useShortcuts } from '@/components/ui/shortcuts'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import type { DatasetDetail } from '@/lib/datasets/schema'

// neither is needed until asked for
const loadPalette = warmLater(() => import('./palette').then((module) => module.Palette))
const loadSheet = warmLater(() => import('./shortcut-sheet').then((module) => module.ShortcutSheet))

/** The palette and the sheet of keys, over every page. */
export function ShellKeys({ dataset, isOwner }: { dataset?: DatasetDetail; isOwner: boolean }) {
  const [open, setOpen] = useState<'palette' | 'sheet' | null>(null)
  const close = () => setOpen(null)
  const Palette = useLazy(loadPalette, open === 'palette', close)
  const ShortcutSheet = useLazy(loadSheet, open === 'sheet', close)
  useShortcuts({ palette: () => setOpen('palette'), sheet: () => setOpen('sheet') })
  return (
    <>
      {Palette && (
        <Palette
          open={open === 'palette'}
          onOpenChange={(shown) => setOpen(shown ? 'palette' : null)}
          dataset={dataset}
          isOwner={isOwner}
        />
      )}
      {ShortcutSheet && (
        <ShortcutSheet open={open === 'sheet'} onOpenChange={(shown) => setOpen(shown ? 'sheet' : null)} />
      )}
    </>
  )
}
