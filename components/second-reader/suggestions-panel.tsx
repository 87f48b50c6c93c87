'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Skeleton } from '@/components/ui/skeleton'
import { useLive } from '@/components/workspace/outbox-context'
import { newOperationId } from '@/lib/result/call'
import { cancelReading, fetchReader, fetchSuggestions, readOne } from '@/lib/second-reader/client'
import type { ReadingRow } from '@/lib/second-reader/schema'
import { isReading, looks } from '@/lib/second-reader/words'
import { unlessGone } from './look'
import { SuggestionItem } from './suggestion-item'

const pollMs = 700

/** What the model said of the open example, and the way to ask it. */
export function SuggestionsPanel() {
  const t = useTranslations('secondReader.panel')
  const { session, mayEdit } = useSurroundings()
  const { datasetId, number } = session
  const revision = useEditor((s) => s.server.revision)
  const [asked, setAsked] = useState<string | null>(null)
  const reader = useQuery({
    queryKey: ['reader', datasetId],
    queryFn: async ({ signal }) => unlessGone(await fetchReader(datasetId, signal)),
    refetchInterval: ({ state }) => {
      const run = state.data?.runs.find(({ id }) => id === asked)
      return asked !== null && (!run || isReading(run.state)) ? pollMs : false
    },
  })
  const run = reader.data?.runs.find(({ id }) => id === asked) ?? null
  const list = useQuery({
    queryKey: ['suggestions', datasetId, number, revision, run?.state],
    queryFn: async ({ signal }) => unlessGone(await fetchSuggestions(datasetId, number, signal)),
    placeholderData: (before) => before,
  })
  // what was said stays where it can't be read again for the revision that is there now
  const [read, setRead] = useState(list.data)
  if (list.data !== undefined && list.data !== read) setRead(list.data)
  useLive(['reader'], datasetId, () => {
    void reader.refetch()
    void list.refetch()
  })
  const state = run?.state
  // outside system: the server, which counts what is open
  useEffect(() => {
    if (state === 'done') void session.refresh()
  }, [state, session])
  const heard = list.data === undefined ? read : list.data
  const isWaiting = (reader.data === undefined && !reader.isError) || (heard === undefined && !list.isError)
  if (isWaiting) return <Skeleton className="h-16" />
  if (!reader.data || !heard) return <p className="text-ink-3">{t('notThere')}</p>
  const { endpoint, consent } = reader.data
  const { suggestions } = heard
  const open = suggestions.filter(({ state }) => state === 'open')
  const decided = suggestions.length - open.length
  const hasRead = run?.state === 'done' && run.malformed + run.skipped === 0
  return (
    <div className="grid gap-3">
      {open.length > 0 && (
        <ul className="grid gap-3">
          {open.map((suggestion) => (
            <SuggestionItem key={suggestion.id} suggestion={suggestion} />
          ))}
        </ul>
      )}
      {open.length === 0 && (
        <p className="text-ink-3">{t(hasRead && decided === 0 ? 'nothingSaid' : 'nothing')}</p>
      )}
      {decided > 0 && <p className="text-ink-3 text-xs">{t('decided', { count: decided })}</p>}
      {!endpoint || !consent ? (
        <p className="text-ink-3 text-xs">
          {t(endpoint ? 'notAllowed' : 'notSet')}{' '}
          <Link className="underline underline-offset-2" href={`/datasets/${datasetId}/settings/reader`}>
            {t('settings')}
          </Link>
        </p>
      ) : (
        mayEdit && <Asking run={run} model={endpoint.model} onAsked={setAsked} />
      )}
    </div>
  )
}

function Asking({
  run,
  model,
  onAsked,
}: {
  run: ReadingRow | null
  model: string
  onAsked: (runId: string) => void
}) {
  const t = useTranslations('secondReader.panel')
  const errors = useTranslations('errors')
  const failureText = useFailureText()
  const { session } = useSurroundings()
  const focusId = useEditor((s) => s.focusId)
  const clean = useEditor((s) => s.waiting.length === 0)
  const answerable = useEditor((s) => {
    const { conversation, messageIds } = s.shown.draft
    const message = conversation.messages[messageIds.indexOf(s.focusId ?? '')]
    return message?.role === 'assistant' && typeof message.content === 'string'
  })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  async function ask(messageId?: string) {
    setBusy(true)
    setError('')
    const result = await readOne(session.datasetId, session.number, {
      operationId: newOperationId(),
      looks: messageId ? ['answer'] : [...looks],
      ...(messageId ? { messageId } : {}),
    })
    setBusy(false)
    if (result.ok) onAsked(result.value.id)
    else setError(failureText(result.error))
  }
  const running = run !== null && isReading(run.state)
  if (running)
    return (
      <div className="flex items-center gap-2" role="status">
        <span className="flex-1 text-ink-2 text-xs">{t('reading', { model })}</span>
        <Button size="sm" onClick={() => void cancelReading(session.datasetId, run.id, newOperationId())}>
          {t('cancel')}
        </Button>
      </div>
    )
  const failed = run?.state === 'stopped' ? (run.message ?? 'internal') : null
  const why = run?.malformed ? 'readerMalformed' : run?.skipped ? 'readerSkipped' : failed
  return (
    <div className="grid gap-2">
      {why && (
        <Note tone="warn" role="alert">
          {errors.has(why) ? errors(why, { host: run?.host ?? '' }) : errors('internal')}
        </Note>
      )}
      <p role="alert" className="text-bad text-xs empty:hidden">
        {error}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" busy={busy} disabled={!clean} onClick={() => void ask()}>
          {t('ask')}
        </Button>
        {answerable && focusId && (
          <Button size="sm" variant="quiet" busy={busy} disabled={!clean} onClick={() => void ask(focusId)}>
            {t('askAnswer')}
          </Button>
        )}
      </div>
      <p className="text-ink-3 text-xs">{t('sends', { model })}</p>
    </div>
  )
}
