'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Note } from '@/components/ui/note'
import { Skeleton } from '@/components/ui/skeleton'
import { call, newOperationId } from '@/lib/result/call'
import { beginExample, listPrompts } from '@/lib/weak-spots/client'
import type { PromptRow } from '@/lib/weak-spots/schema'
import { removedPrompt } from '@/lib/weak-spots/undoable'
import { useSpots } from './spots-context'

const clampedLines = 6
const clampedUnits = 500
const isLong = (text: string): boolean =>
  text.length > clampedUnits || text.split('\n', clampedLines + 1).length > clampedLines

/** The prompts at which the model fails, each with its bad answer and the way to write a better one. */
export function PromptList({ spotId }: { spotId: string }) {
  const t = useTranslations('weakSpots')
  const { datasetId } = useSpots()
  const errors = useTranslations('errors')
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['weak-spots', datasetId, spotId],
    queryFn: async ({ pageParam, signal }) => {
      const answer = await listPrompts(datasetId, spotId, pageParam, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value
    },
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  })
  if (!data && error)
    return (
      <Note tone="bad" role="alert">
        {errors.has(error.message) ? errors(error.message) : errors('internal')}
      </Note>
    )
  if (!data) return <Skeleton className="h-24" />
  const prompts = data.pages.flatMap((page) => page.prompts)
  if (prompts.length === 0) return <p className="text-ink-3">{t('noPrompts')}</p>
  return (
    <>
      <ol className="grid gap-4" aria-label={t('prompts')}>
        {prompts.map((prompt) => (
          <PromptItem key={prompt.id} spotId={spotId} prompt={prompt} />
        ))}
      </ol>
      {hasNextPage && (
        <Button
          size="sm"
          className="justify-self-start"
          busy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('morePrompts')}
        </Button>
      )}
    </>
  )
}

function PromptItem({ spotId, prompt }: { spotId: string; prompt: PromptRow }) {
  const t = useTranslations('weakSpots')
  const roles = useTranslations('editor.roles')
  const router = useRouter()
  const { datasetId, mayManage, mayWrite, act } = useSpots()
  const [busy, setBusy] = useState(false)
  const [whole, setWhole] = useState(false)
  const shown = clsx('whitespace-pre-wrap break-words', !whole && 'line-clamp-6')
  const begin = async () => {
    setBusy(true)
    const begun = await act(() => beginExample(datasetId, spotId, prompt.id, newOperationId()))
    if (begun) router.push(`/datasets/${datasetId}?example=${begun.number}`)
    else setBusy(false)
  }
  const remove = () => {
    const step = removedPrompt(datasetId, spotId, prompt.id)
    const body = { ...step.redo.body, operationId: newOperationId() }
    return act(() => call<object>('PATCH', step.redo.path, body), {
      step: () => ({ ...step, label: t('undo.promptRemoved') }),
      done: () => t('promptRemoved'),
    })
  }
  return (
    <li className="grid gap-2 border-line border-l-3 pl-3">
      {prompt.messages.map((message, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a prompt never changes
        <div key={i} className="max-w-[66ch]">
          <p className="text-ink-3 text-xs">{roles(message.role)}</p>
          <p className={shown}>{message.text}</p>
        </div>
      ))}
      <div className="answer-rejected max-w-[66ch] border-l-3 pl-3">
        <p className="text-ink-3 text-xs">
          {prompt.exampleNumber === null
            ? t('badAnswer')
            : t('badAnswerOf', { number: prompt.exampleNumber })}
        </p>
        <p className={shown}>{prompt.badAnswer}</p>
      </div>
      {[prompt.badAnswer, ...prompt.messages.map(({ text }) => text)].some(isLong) && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="min-h-6 justify-self-start rounded-sm text-ink-2 text-xs underline underline-offset-2 hover:text-ink"
        >
          {t(whole ? 'showLess' : 'showWhole')}
        </button>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {prompt.begun !== null && (
          <ButtonLink size="sm" href={`/datasets/${datasetId}?example=${prompt.begun}`}>
            {t('openExample', { number: prompt.begun })}
          </ButtonLink>
        )}
        {mayWrite && (
          <Button
            size="sm"
            variant={prompt.begun === null ? 'default' : 'quiet'}
            busy={busy}
            onClick={() => void begin()}
          >
            {t(prompt.begun === null ? 'write' : 'writeAnother')}
          </Button>
        )}
        {mayManage && (
          <IconButton size="sm" label={t('removePrompt')} onClick={() => void remove()}>
            <Trash2 />
          </IconButton>
        )}
      </div>
    </li>
  )
}
