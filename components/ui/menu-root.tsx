'use client'

import * as Slot from 'radix-ui/slot'
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react'
import { loadMenuParts, type MenuParts, MenuPartsProvider } from './menu-parts-context'

const opening: ReadonlySet<string> = new Set(['Enter', ' ', 'ArrowDown'])

/**
 * Until it is opened for the first time a menu is its trigger alone. What opens it then is kept, and done again on the
 * real one as soon as that is there.
 */
export function MenuRoot({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  const [parts, setParts] = useState<MenuParts | null>(null)
  const asked = useRef<KeyboardEventInit | 'pointer' | null>(null)
  const button = useRef<HTMLButtonElement>(null)

  const warm = () => void loadMenuParts().catch(() => {})
  const open = (by: KeyboardEventInit | 'pointer') => {
    asked.current = by
    loadMenuParts().then(setParts, () => {})
  }

  // outside system: the trigger's new element, which has neither focus nor heard of the press
  useEffect(() => {
    const by = asked.current
    asked.current = null
    if (!parts || !by || !button.current) return
    if (by === 'pointer')
      return void button.current.dispatchEvent(
        new window.PointerEvent('pointerdown', { bubbles: true, cancelable: true, pointerType: 'mouse' }),
      )
    button.current.focus({ preventScroll: true })
    button.current.dispatchEvent(
      new window.KeyboardEvent('keydown', { ...by, bubbles: true, cancelable: true }),
    )
  }, [parts])

  if (!parts)
    return (
      <Slot.Root
        aria-haspopup="menu"
        aria-expanded={false}
        data-state="closed"
        onPointerEnter={warm}
        onFocus={warm}
        onPointerDown={(event: PointerEvent) => {
          if (event.button !== 0 || event.ctrlKey || isDisabled(event.currentTarget)) return
          event.preventDefault()
          open('pointer')
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (!opening.has(event.key) || isDisabled(event.currentTarget)) return
          event.preventDefault()
          open({ key: event.key })
        }}
      >
        {trigger}
      </Slot.Root>
    )
  const { Root, Trigger } = parts
  return (
    <MenuPartsProvider value={parts}>
      <Root modal={false}>
        <Trigger asChild ref={button}>
          {trigger}
        </Trigger>
        {children}
      </Root>
    </MenuPartsProvider>
  )
}

const isDisabled = (element: Element) => element.matches(':disabled')
