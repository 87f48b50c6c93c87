'use client'

import { type ComponentType, createContext, use } from 'react'
import { useStore } from 'zustand'
import type { PairWish } from '@/lib/alternatives/schema'
import type { DatasetRole } from '@/lib/auth/schema'
import type { MessageId } from '@/lib/conversations/schema'
import type { TagGroup } from '@/lib/tags/schema'
import type { EditorSession } from './session'
import type { EditorState } from './store'

export type EditorSurroundings = {
  session: EditorSession
  groups: TagGroup[]
  role: DatasetRole
  /** False for viewers, and in archived or trashed datasets. */
  mayEdit: boolean
  /** Texts as Markdown while they aren't being edited. */
  markdown: boolean
  /** What differs between the two answers of a preference example is marked. */
  comparing: boolean
  setComparing: (on: boolean) => void
  /** Runs an action of the person, or says why it can't be done. */
  attempt: (action: () => void) => void
  duplicate: () => Promise<void>
  openExample: (number: number) => void
  /** Makes preference examples of this one, and says which; false where it can't be. */
  makePair: (wish: PairWish) => Promise<boolean>
  /** The dialog that asks for a reason is open. */
  returning: boolean
  setReturning: (open: boolean) => void
  /** What checks found in one message, or in the example as a whole; null until its code has come. */
  Findings: ComponentType<{ messageId: MessageId | null }> | null
}

const SessionContext = createContext<EditorSurroundings | null>(null)
export const SessionProvider = SessionContext.Provider

export function useSurroundings(): EditorSurroundings {
  const value = use(SessionContext)
  if (!value) throw new Error('an editor component outside of an open example')
  return value
}

/** The smallest value a component needs of the open example. */
export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(useSurroundings().session.store, selector)
}
