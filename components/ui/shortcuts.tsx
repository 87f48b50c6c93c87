'use client'

import { createContext, type ReactNode, use, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { matchShortcut } from '@/lib/shortcuts/match'
import type { ShortcutId } from '@/lib/shortcuts/table'
import { overlaySelector, targetKind } from '@/lib/shortcuts/target'
import { useIsMac } from './platform'

/** What each command does here; `keys` says which of its keys was pressed ('' from a menu or the palette). */
export type ShortcutHandlers = Partial<Record<ShortcutId, (keys: string) => void>>

type Registry = {
  add: (handlers: { current: ShortcutHandlers }) => () => void
  /** Commands that do something on this page now. */
  listActive: () => ShortcutId[]
  run: (id: ShortcutId, keys?: string) => boolean
}

const RegistryContext = createContext<Registry | null>(null)

function makeRegistry(): Registry {
  const layers = new Set<{ current: ShortcutHandlers }>()
  // the last one that came answers first: an open editor before the page around it
  const find = (id: ShortcutId) => [...layers].reverse().find((layer) => layer.current[id])?.current[id]
  return {
    add: (handlers) => {
      layers.add(handlers)
      return () => layers.delete(handlers)
    },
    listActive: () => {
      const active = [...layers].flatMap((layer) =>
        Object.entries(layer.current).filter(([, handler]) => handler),
      )
      return [...new Set(active.map(([id]) => id as ShortcutId))]
    },
    run: (id, keys = '') => {
      const handler = find(id)
      handler?.(keys)
      return handler !== undefined
    },
  }
}

/** Listens to the keyboard for everything inside it. */
export function ShortcutsProvider({ off, children }: { off: boolean; children: ReactNode }) {
  const registry = useMemo(makeRegistry, [])
  const mac = useIsMac()

  // the outside system is the window's keyboard
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null
      const inDialog = document.querySelector(overlaySelector) !== null
      const found = matchShortcut(event, { target: targetKind(target), inDialog, off, mac })
      if (found && registry.run(found.id, found.keys)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [registry, off, mac])

  return <RegistryContext value={registry}>{children}</RegistryContext>
}

/** Gives commands of the table their meaning while the calling component is there. Leave out what can't be done now. */
export function useShortcuts(handlers: ShortcutHandlers): void {
  const registry = use(RegistryContext)
  const latest = useRef(handlers)
  // the outside system is the registry that the keyboard reads; before the eye sees the next example, so that no key
  // does to the one before it what was meant for it
  useLayoutEffect(() => {
    latest.current = handlers
  })
  useLayoutEffect(() => registry?.add(latest), [registry])
}

/** For the palette and menus: which commands do something now, and a way to start one. */
export function useShortcutRegistry(): Pick<Registry, 'listActive' | 'run'> {
  const registry = use(RegistryContext)
  if (!registry) throw new Error('useShortcutRegistry outside ShortcutsProvider')
  return registry
}
