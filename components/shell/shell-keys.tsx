'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useShortcuts } from '@/components/ui/shortcuts'
import type { DatasetDetail } from '@/lib/datasets/schema'

// neither is needed until asked for
const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false })
const ShortcutSheet = dynamic(() => import('./shortcut-sheet').then((module) => module.ShortcutSheet), {
  ssr: false,
})

/** The palette and the sheet of keys, over every page. */
export function ShellKeys({ dataset, isOwner }: { dataset?: DatasetDetail; isOwner: boolean }) {
  const [open, setOpen] = useState<'palette' | 'sheet' | null>(null)
  const [used, setUsed] = useState<{ palette?: true; sheet?: true }>({})
  const show = (which: 'palette' | 'sheet') => {
    setUsed((before) => ({ ...before, [which]: true }))
    setOpen(which)
  }
  useShortcuts({ palette: () => show('palette'), sheet: () => show('sheet') })
  return (
    <>
      {used.palette && (
        <Palette
          open={open === 'palette'}
          onOpenChange={(shown) => setOpen(shown ? 'palette' : null)}
          dataset={dataset}
          isOwner={isOwner}
        />
      )}
      {used.sheet && (
        <ShortcutSheet open={open === 'sheet'} onOpenChange={(shown) => setOpen(shown ? 'sheet' : null)} />
      )}
    </>
  )
}
