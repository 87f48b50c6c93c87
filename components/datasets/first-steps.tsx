'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useOpenDemo } from './open-demo'

// an example as a strip: context, not trained, context, trained, context, trained
const frames = [
  ['h-1 w-9 bg-ink-3', 1],
  ['h-3 w-6 rounded-[3px] strip-hatch', 2],
  ['h-1 w-5 bg-ink-3', 3],
  ['h-3 w-32 rounded-[3px] bg-accent', 4],
  ['h-1 w-4 bg-ink-3', 5],
  ['h-3 w-12 rounded-[3px] bg-accent', 6],
] as const

function Strip() {
  return (
    <span aria-hidden="true" className="mb-3 flex items-center gap-0.75">
      {frames.map(([look, key]) => (
        <span key={key} className={`rounded-sm ${look}`} />
      ))}
    </span>
  )
}

/** The first page of a studio without datasets: what one is, and the ways to get one. */
export function FirstSteps({ mayCreate, onCreate }: { mayCreate: boolean; onCreate: () => void }) {
  const t = useTranslations('datasets.first')
  const demo = useOpenDemo()
  if (!mayCreate)
    return (
      <EmptyState mark={<Strip />} title={t('waitingTitle')}>
        <p>{t('waiting')}</p>
      </EmptyState>
    )
  return (
    <EmptyState
      mark={<Strip />}
      title={t('title')}
      actions={
        <>
          <Button variant="primary" onClick={onCreate}>
            {t('create')}
          </Button>
          <Button busy={demo.busy} onClick={() => void demo.open()}>
            {t('demo')}
          </Button>
        </>
      }
    >
      <p>{t('text')}</p>
      <p>{t('demoText')}</p>
      <p>{t('invite')}</p>
    </EmptyState>
  )
}
