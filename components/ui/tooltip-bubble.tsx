'use client'

import * as Radix from 'radix-ui/tooltip'
import { Kbd } from './kbd'

/** What a tooltip says, and the place on screen that it is about. */
export type Tip = {
  text: string
  keys?: string
  side: 'top' | 'right' | 'bottom' | 'left'
  over: DOMRect
}
export type BubbleProps = { tip: Tip; onHide: () => void }

/** The words beside a place on screen, which stands in for what is there. */
export function TooltipBubble({ tip: { text, keys, side, over }, onHide }: BubbleProps) {
  const { left, top, width, height } = over
  return (
    <Radix.Provider>
      <Radix.Root open onOpenChange={(open) => !open && onHide()}>
        <Radix.Trigger asChild>
          <span
            aria-hidden="true"
            className="pointer-events-none fixed"
            style={{ left, top, width, height }}
          />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="pointer-events-none z-50 flex max-w-72 animate-appear items-center gap-2 rounded-md border border-line bg-panel px-2 py-1 text-xs text-ink shadow-lift"
          >
            {text}
            {keys && <Kbd keys={keys} />}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
