'use client'

import { useTranslations } from 'next-intl'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useToast } from './toast'

/**
 * A part of the page that is fetched when it is first `wanted`; null until it is there. Where it can't be fetched a
 * toast says so and `onLost` takes the wish back, so that it can be asked for again.
 */
export function useLazy<Props>(
  load: () => Promise<ComponentType<Props>>,
  wanted: boolean,
  onLost: () => void,
): ComponentType<Props> | null {
  const t = useTranslations('ui')
  const toast = useToast()
  const [part, setPart] = useState<{ Part: ComponentType<Props> } | null>(null)
  const lost = useRef(() => {})
  lost.current = () => {
    toast({ text: t('partLost'), tone: 'bad' })
    onLost()
  }
  // outside system: the network
  useEffect(() => {
    if (!wanted || part) return
    let left = false
    load().then(
      (Part) => !left && setPart({ Part }),
      () => !left && lost.current(),
    )
    return () => {
      left = true
    }
  }, [wanted, part, load])
  return part?.Part ?? null
}
