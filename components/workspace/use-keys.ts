'use client'

import type { RefObject } from 'react'
import { decide, setTrashed } from '@/components/editor/review-actions-edits'
import type { EditorSession } from '@/components/editor/session'
import {
  deleteTurn,
  focusTurn,
  insertTurn,
  mergeTurnUp,
  moveTurn,
  splitTurn,
  swapTurns,
  turnAlternatives,
} from '@/components/editor/turn-actions'
import { type ShortcutHandlers, useShortcuts } from '@/components/ui/shortcuts'
import type { DatasetRole } from '@/lib/auth/schema'
import { setWeights, weightEdit } from '@/lib/conversations/turns'
import { isTrained } from '@/lib/conversations/weights'
import type { Status } from '@/lib/examples/schema'
import { tagEdits } from '@/lib/examples/tag-edits'
import type { TagGroup } from '@/lib/tags/schema'
import type { useActions } from './use-actions'
import type { Selecting } from './use-selection'

type Context = {
  session: EditorSession | null
  groups: TagGroup[]
  role: DatasetRole
  mayEdit: boolean
  actions: ReturnType<typeof useActions>
  move: (by: 1 | -1) => Promise<void>
  search: RefObject<HTMLInputElement | null>
  setReturning: (open: boolean) => void
  compare: () => void
  openInspector: () => void
  refresh: () => void
  /** The open example, and what is ticked; null for those who may not edit. */
  current: number | null
  selecting: Selecting | null
}

const blankPair =
  '{"input":{"messages":[{"role":"user","content":""}]},"preferred_output":[{"role":"assistant","content":""}],"non_preferred_output":[{"role":"assistant","content":""}]}'

/** What each key of the table does in the workspace. */
export function useKeys(context: Context): void {
  const { session, mayEdit, actions, move } = context
  const handlers: ShortcutHandlers = {
    'example.next': () => void move(1),
    'example.previous': () => void move(-1),
    'list.search': () => context.search.current?.focus(),
    'list.refresh': context.refresh,
    undo: actions.undo,
    redo: actions.redo,
    'pane.inspector': context.openInspector,
    'pane.history': () => document.getElementById('history')?.scrollIntoView({ block: 'start' }),
    'pane.guidelines': () => {
      const panel = document.getElementById('guidelines')
      panel?.setAttribute('open', '')
      panel?.scrollIntoView({ block: 'start' })
    },
    ...picking(context),
    ...(mayEdit
      ? {
          'example.new': () => void actions.make({}),
          'example.newPair': () => void actions.make({ text: blankPair }),
        }
      : {}),
    ...(session ? { ...reading(session), 'answers.compare': context.compare } : {}),
    ...(session && mayEdit ? { ...turns(session, context), ...review(session, context) } : {}),
  }
  useShortcuts(handlers)
}

function picking({ current, selecting }: Context): ShortcutHandlers {
  if (!selecting) return {}
  const { toggle, all, none } = selecting
  return {
    'list.selectAll': all,
    'list.selectNone': none,
    ...(current === null
      ? {}
      : {
          'list.select': () => toggle(current),
          'list.selectTo': () => toggle(current, true),
        }),
  }
}

const reading = (session: EditorSession): ShortcutHandlers => ({
  'turn.next': () => focusTurn(session, 1),
  'turn.previous': () => focusTurn(session, -1),
  'turn.leave': () => {
    if (session.store.getState().editingId === null) session.store.setState({ besideId: null })
    session.edit(null)
  },
  'turn.alternatives': () => {
    const { focusId } = session.store.getState()
    if (focusId !== null) turnAlternatives(session, focusId)
  },
})

function turns(session: EditorSession, { groups, actions }: Context): ShortcutHandlers {
  const onFocus = (act: (id: string) => void) => () => {
    const { focusId } = session.store.getState()
    if (focusId !== null) actions.attempt(() => act(focusId))
  }
  const shown = () => session.store.getState().shown
  const tag = (keys: string, messageId: string | null) => {
    const digit = keys.at(-1)
    const found = groups.flatMap((g) => g.tags).find((t) => t.key === digit)
    if (!found) return
    const on = shown().tags.some((t) => t.tagId === found.id && t.messageId === messageId)
    session.act(tagEdits(shown().tags, groups, found.id, messageId, !on))
  }
  const weights = (rule: 'all' | 'last' | 'none') => () =>
    actions.attempt(() => session.act(setWeights(shown().draft, rule)))
  return {
    'turn.edit': onFocus((id) => session.edit(id)),
    'turn.weight': onFocus((id) => {
      const { draft } = shown()
      const message = draft.conversation.messages[draft.messageIds.indexOf(id)]
      if (message?.role === 'assistant') session.act([weightEdit(message, id, isTrained(message) ? 0 : 1)])
    }),
    'turn.insertBelow': onFocus((id) => insertTurn(session, id, 'below')),
    'turn.insertAbove': onFocus((id) => insertTurn(session, id, 'above')),
    'turn.split': onFocus((id) => splitTurn(session, id)),
    'turn.mergeUp': onFocus((id) => mergeTurnUp(session, id)),
    'turn.moveUp': onFocus((id) => moveTurn(session, id, -1)),
    'turn.moveDown': onFocus((id) => moveTurn(session, id, 1)),
    'turn.delete': onFocus((id) => deleteTurn(session, id)),
    'turn.tag': (keys) => onFocus((id) => tag(keys, id))(),
    'example.tag': (keys) => actions.attempt(() => tag(keys, null)),
    'answers.swap': () => actions.attempt(() => swapTurns(session)),
    'weights.all': weights('all'),
    'weights.onlyLast': weights('last'),
    'weights.none': weights('none'),
  }
}

function review(session: EditorSession, { role, actions, move, setReturning }: Context): ShortcutHandlers {
  const status = (): Status => session.store.getState().shown.status
  const to = (next: Status, onwards: boolean) =>
    actions.attempt(() => {
      decide(session, next)
      if (onwards) void move(1)
    })
  return {
    'review.submit': () => {
      session.edit(null)
      if (status() === 'draft' || status() === 'changes_requested') to('in_review', true)
      else void move(1)
    },
    'example.pairFromReturned': () => void actions.pair(session, { from: 'returned' }),
    'example.duplicate': () => void actions.make({ like: session.number }),
    'example.trash': () => actions.attempt(() => setTrashed(session, true)),
    ...(role === 'lead'
      ? {
          'review.approve': () => {
            if (status() !== 'excluded') to('approved', true)
          },
          'review.return': () => setReturning(true),
          'review.exclude': () => to('excluded', false),
          'review.include': () => {
            if (status() === 'excluded') to('in_review', false)
          },
        }
      : {}),
  }
}
