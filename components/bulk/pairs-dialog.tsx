'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Progress } from '@/components/ui/progress'
import { makePairs } from '@/lib/alternatives/client'
import type { PairsRequest, PairsStep } from '@/lib/alternatives/schema'
import type { BulkSelection } from '@/lib/bulk/schema'
import { countOf, requestOf, type Selection } from '@/lib/bulk/selection'
import { newOperationId } from '@/lib/result/call'
import type { Failure, Result } from '@/lib/result/schema'

type Sum = {
  looked: number
  count: number
  there: number
  made: number[]
  done: boolean
  failure: Failure | null
}
const nothingYet: Sum = { looked: 0, count: 0, there: 0, made: [], done: false, failure: null }

/** Preference examples of everything that is selected: how many there could be, and the button that makes them. */
export function PairsDialog({
  datasetId,
  selection,
  onClose,
  onMade,
}: {
  datasetId: string
  selection: Selection
  onClose: () => void
  onMade: (numbers: number[]) => void
}) {
  const t = useTranslations('bulk')
  const failureText = useFailureText()
  const request = useMemo(() => requestOf(selection), [selection])
  const selected = countOf(selection)
  const [found, setFound] = useState(nothingYet)
  const [making, setMaking] = useState<Sum | null>(null)
  const stop = useRef(new AbortController())
  // outside system: the server, which counts step by step
  useEffect(() => {
    const left = new AbortController()
    void follow(datasetId, request, true, left.signal, setFound)
    return () => left.abort()
  }, [datasetId, request])
  // outside system: what is under way when the dialog goes
  useEffect(() => () => stop.current.abort(), [])
  const make = async () => {
    stop.current = new AbortController()
    const sum = await follow(datasetId, request, false, stop.current.signal, setMaking)
    if (sum.failure === null) onMade(sum.made)
  }
  const failure = found.failure ?? making?.failure ?? null
  const busy = making !== null && !making.done && making.failure === null
  const close = () => {
    // the step under way comes to its end; what is made by then stays, and can be taken back
    if (busy) stop.current.abort()
    else if (making && making.made.length > 0) onMade(making.made)
    else onClose()
  }
  const shown = making ?? found
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t('title.pairs')}
      description={t('pairs.about')}
      actions={
        <>
          <Button onClick={close}>{t(busy ? 'pairs.stop' : 'back')}</Button>
          <Button
            variant="primary"
            disabled={!found.done || found.count === 0}
            busy={busy}
            onClick={() => void make()}
          >
            {t('do.pairs', { count: found.count })}
          </Button>
        </>
      }
    >
      {failure ? (
        <Note tone="bad" role="alert">
          {failureText(failure)}
        </Note>
      ) : (
        !shown.done && <Progress label={t('pairs.progress')} value={shown.looked} max={selected} />
      )}
      {found.done && (
        <p role="status" className="text-ink-2">
          {t(found.count > 0 ? 'pairs.found' : 'pairs.none', { count: found.count })}
          {found.there > 0 && ` ${t('pairs.there', { count: found.there })}`}
        </p>
      )}
    </Dialog>
  )
}

/** All steps, one after the other; what they came to so far is told after each. */
async function follow(
  datasetId: string,
  selection: BulkSelection,
  dryRun: boolean,
  signal: AbortSignal,
  tell: (sum: Sum) => void,
): Promise<Sum> {
  let sum = nothingYet
  for (let after: number | null = 0; after !== null; ) {
    const asked: PairsRequest = { operationId: newOperationId(), selection, after, dryRun }
    const answer: Result<PairsStep> | null = await makePairs(
      datasetId,
      asked,
      dryRun ? signal : undefined,
    ).catch((error: unknown) => {
      if (signal.aborted) return null
      throw error
    })
    if (answer === null) return sum
    if (!answer.ok) {
      sum = { ...sum, failure: answer.error }
      tell(sum)
      return sum
    }
    const { looked, count, there, made, next }: PairsStep = answer.value
    sum = {
      looked: sum.looked + looked,
      count: sum.count + count,
      there: sum.there + there,
      made: [...sum.made, ...made],
      done: next === null,
      failure: null,
    }
    if (signal.aborted) return sum
    tell(sum)
    after = next
  }
  return sum
}
