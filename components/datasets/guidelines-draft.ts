'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useLive } from '@/components/workspace/outbox-context'
import { useUndo } from '@/components/workspace/undo-context'
import { changeDataset, fetchDataset } from '@/lib/datasets/client'
import type { DatasetConflict } from '@/lib/datasets/schema'
import { changedDataset } from '@/lib/datasets/undoable'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import { Autosave, type AutosaveView, type KeptDraft, type SaveOutcome } from './autosave'

const placeOf = (datasetId: string) => `finecut:guidelines:${datasetId}`

function readKept(datasetId: string): KeptDraft | null {
  const kept = localStorage.getItem(placeOf(datasetId))
  return kept ? (JSON.parse(kept) as KeptDraft) : null
}

function keep(datasetId: string, draft: KeptDraft | null): void {
  if (draft) localStorage.setItem(placeOf(datasetId), JSON.stringify(draft))
  else localStorage.removeItem(placeOf(datasetId))
}

function outcomeOf(failure: Failure, message: string): SaveOutcome {
  if (failure.code === 'conflict' && failure.reason === 'datasetChanged') {
    const { revision, guidelines } = failure.details as DatasetConflict
    return { kind: 'conflict', revision, text: guidelines }
  }
  const passing = ['unavailable', 'rate_limited', 'storage_full', 'internal']
  return passing.includes(failure.code) ? { kind: 'later' } : { kind: 'refused', message }
}

/** The guidelines being written: what stands in the field, and how far it is saved. */
export function useGuidelinesDraft(datasetId: string, initial: { text: string; revision: number }) {
  const failureText = useFailureText()
  const remember = useSittings(datasetId)
  const [text, setText] = useState(initial.text)
  const [view, setView] = useState<AutosaveView>({ state: 'saved', message: '', theirs: null })
  const autosave = useRef<Autosave | null>(null)
  const first = useRef({ ...initial, failureText })

  // the outside systems: the server, and this browser's storage
  useEffect(() => {
    const { text, revision, failureText } = first.current
    const running = new Autosave({
      text,
      revision,
      onChange: setView,
      keep: (draft) => keep(datasetId, draft),
      save: async (guidelines, revision, base) => {
        const result = await changeDataset(datasetId, { operationId: newOperationId(), revision, guidelines })
        if (!result.ok) return outcomeOf(result.error, failureText(result.error))
        await remember.current.saved(base, guidelines)
        return { kind: 'saved', revision: result.value.revision }
      },
    })
    autosave.current = running
    const kept = readKept(datasetId)
    if (kept) {
      setText(kept.text)
      running.restore(kept)
    }
    const flush = () => running.flush()
    window.addEventListener('pagehide', flush)
    window.addEventListener('online', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('online', flush)
      running.flush()
      running.stop()
    }
  }, [datasetId, remember])

  useLive(['dataset'], datasetId, async () => {
    const now = await fetchDataset(datasetId)
    if (!now.ok || !autosave.current) return
    setText(autosave.current.follow({ text: now.value.guidelines, revision: now.value.revision }))
  })

  return {
    text,
    view,
    change: (next: string) => {
      setText(next)
      autosave.current?.set(next)
    },
    resolve: (choice: 'mine' | 'theirs') => {
      if (autosave.current) setText(autosave.current.resolve(choice))
    },
    leave: () => {
      autosave.current?.flush()
      remember.current.end()
    },
  }
}

/** What is saved until the field is left is one step of undo, as long as nobody else's text comes between. */
function useSittings(datasetId: string) {
  const t = useTranslations('undo.dataset')
  const { remember } = useUndo()
  const sitting = useRef<{ from: string; to: string; stepId: string | null; over: boolean } | null>(null)
  const saved = async (base: string, text: string) => {
    const now = sitting.current
    const goesOn = now !== null && now.to === base && !now.over
    const from = goesOn ? now.from : base
    const step = { ...changedDataset(datasetId, 'guidelines', from, text), label: t('guidelines') }
    const { id = null } = await remember(datasetId, step, goesOn ? now.stepId : null)
    sitting.current = { from, to: text, stepId: id, over: false }
  }
  const end = () => {
    if (sitting.current) sitting.current.over = true
  }
  const latest = useRef({ saved, end })
  // outside system: the autosave, which calls this later
  useEffect(() => {
    latest.current = { saved, end }
  })
  return latest
}
