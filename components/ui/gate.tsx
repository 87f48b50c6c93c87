import type { ReactNode } from 'react'
import { Logo } from './logo'

/** The frame of a page outside the studio: sign-in, invitation, a place that isn't there. */
export function Gate({
  title,
  lede,
  children,
}: {
  title: ReactNode
  lede?: ReactNode
  children?: ReactNode
}) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-90 content-start gap-6 px-5 pt-[14vh] pb-16">
      <span className="flex items-center gap-2 font-[650] tracking-tight">
        <Logo />
        Finecut
      </span>
      <div className="grid gap-1.5">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {lede && <p className="text-ink-2">{lede}</p>}
      </div>
      {children}
    </main>
  )
}
