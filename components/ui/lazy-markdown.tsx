'use client'

import clsx from 'clsx'
import { lazy, Suspense } from 'react'

type Text = { text: string; className?: string }

/** The text as it was written: what stands there until Markdown's code has come, and where it can't come. */
const Plain = ({ text, className }: Text) => (
  <div className={clsx('whitespace-pre-wrap', className)}>{text}</div>
)

const Heavy = lazy(() =>
  import('./markdown').then(
    (module) => ({ default: module.Markdown }),
    () => ({ default: Plain }),
  ),
)

/** Markdown where it is not the page itself: its code, larger than the workspace's own, is fetched when first needed. */
export const LazyMarkdown = (props: Text) => (
  <Suspense fallback={<Plain {...props} />}>
    <Heavy {...props} />
  </Suspense>
)
