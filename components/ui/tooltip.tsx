'use client'

import * as Slot from 'radix-ui/slot'
import {
  type ComponentType,
  createContext,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { BubbleProps, Tip } from './tooltip-bubble'
import { loadBubble } from './tooltip-bubble-loader'

const waitMs = 450
/** So soon after one was shown the next needs no wait. */
const skipMs = 200

type Layer = { show: (tip: Tip, waits: boolean) => void; hide: () => void }
const LayerContext = createContext<Layer>({ show: () => {}, hide: () => {} })

/** One bubble for all that have a tooltip; what draws it is fetched with the first. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  const [tip, setTip] = useState<Tip | null>(null)
  const [Bubble, setBubble] = useState<ComponentType<BubbleProps> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const hiddenAt = useRef(Number.NEGATIVE_INFINITY)
  const layer = useMemo((): Layer => {
    const hide = () => {
      clearTimeout(timer.current)
      setTip((shown) => {
        if (shown) hiddenAt.current = performance.now()
        return null
      })
    }
    const show = (next: Tip, waits: boolean) => {
      clearTimeout(timer.current)
      // without a network there is no bubble: its words are the control's name all the same
      loadBubble().then(
        (found) => setBubble(() => found),
        () => {},
      )
      const wait = waits && performance.now() - hiddenAt.current > skipMs ? waitMs : 0
      timer.current = setTimeout(() => setTip(next), wait)
    }
    return { show, hide }
  }, [])
  return (
    <LayerContext value={layer}>
      {children}
      {tip && Bubble && <Bubble tip={tip} onHide={layer.hide} />}
    </LayerContext>
  )
}

/** A few words on hover and focus; never the only place where something is said. */
export function Tooltip({
  text,
  keys,
  side = 'bottom',
  children,
}: {
  text: string
  keys?: string
  side?: Tip['side']
  children: ReactElement
}) {
  const { show, hide } = use(LayerContext)
  const mine = useRef(false)
  const ask = (element: Element, waits: boolean) => {
    mine.current = true
    show({ text, keys, side, over: element.getBoundingClientRect() }, waits)
  }
  const leave = () => {
    if (mine.current) hide()
    mine.current = false
  }
  // outside system: the pointer does not leave what is taken away under it
  useEffect(() => () => void (mine.current && hide()), [hide])
  return (
    <Slot.Root
      onPointerEnter={(event: PointerEvent) =>
        event.pointerType !== 'touch' && ask(event.currentTarget, true)
      }
      onPointerLeave={leave}
      onPointerDown={leave}
      onFocus={(event: FocusEvent) =>
        event.currentTarget.matches(':focus-visible') && ask(event.currentTarget, false)
      }
      onBlur={leave}
      onClick={leave}
    >
      {children}
    </Slot.Root>
  )
}
