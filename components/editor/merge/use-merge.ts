'use client'

import { useMemo, useState } from 'react'
import { useShortcuts } from '@/components/ui/shortcuts'
import type { Side } from '@/lib/conversations/merge-texts'
import { keysOf } from '@/lib/shortcuts/table'
import type { EditorSession } from '../session'
import { useEditor } from '../session-context'
import {
  type Asked,
  askedOf,
  choicesIn,
  type Givens,
  givenFor,
  isAnswered,
  withAll,
  withSide,
  withText,
} from './answers'
import type { Standoff } from './standoff'

/** One thing to choose: a question, or one place in a text. */
export type Point = { asked: Asked; choice: number }

export const mergeKeys = {
  theirs: keysOf('merge.theirs'),
  mine: keysOf('merge.mine'),
  both: keysOf('merge.both'),
  next: keysOf('merge.next'),
  save: keysOf('merge.save'),
}

/** What is asked, what was chosen, and where a person is in it. */
export function useMerge(session: EditorSession, standoff: Standoff) {
  const theirs = useEditor((s) => s.serverDraft)
  const [givens, setGivens] = useState<Givens>(new Map())
  const [at, setAt] = useState(0)
  const [saving, setSaving] = useState(false)
  const asked = useMemo(() => askedOf(standoff, theirs), [standoff, theirs])
  const points = useMemo(
    () =>
      asked.flatMap((q) =>
        Array.from({ length: choicesIn(q) }, (_, choice): Point => ({ asked: q, choice })),
      ),
    [asked],
  )
  const isOpen = (point: Point, among = givens) => {
    const given = givenFor(among, point.asked)
    return given.text === undefined && given.sides[point.choice] === undefined
  }
  const open = points.filter((point) => isOpen(point)).length
  const current = points[Math.min(at, points.length - 1)]

  const goTo = (index: number) => {
    setAt(index)
    const point = points[index]
    if (point) document.getElementById(pointId(point))?.scrollIntoView({ block: 'nearest' })
  }
  const choose = (point: Point, side: Side) => {
    const next = withSide(givens, point.asked, point.choice, side)
    setGivens(next)
    const here = points.indexOf(point)
    const later = [...points.keys()].map((i) => (here + 1 + i) % points.length)
    const following = later.find((i) => isOpen(points[i]!, next))
    goTo(following ?? here)
  }
  const save = async (chosen: Givens) => {
    setSaving(true)
    await session.choose(chosen)
    setSaving(false)
  }
  const ready = asked.every((q) => isAnswered(q, givenFor(givens, q)))
  const take = (side: Side) => () => {
    if (!current || (side === 'both' && current.asked.kind !== 'text')) return
    choose(current, side)
  }
  useShortcuts({
    'merge.theirs': take('theirs'),
    'merge.mine': take('mine'),
    'merge.both': take('both'),
    'merge.next': () => goTo((at + 1) % Math.max(1, points.length)),
    'merge.save': () => {
      if (ready && !saving) void save(givens)
    },
  })
  return {
    theirs,
    asked,
    points,
    current,
    open,
    ready,
    saving,
    given: (q: Asked) => givenFor(givens, q),
    choose,
    write: (q: Asked, text: string) => setGivens(withText(givens, q, text)),
    save: () => save(givens),
    saveAll: (side: 'theirs' | 'mine') => save(withAll(asked, side)),
  }
}

export type Merge = ReturnType<typeof useMerge>

export const pointId = ({ asked, choice }: Point): string => `merge-${asked.key}-${choice}`
