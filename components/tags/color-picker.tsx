'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/radio-group'
import { useState } from 'react'
import { Popover } from '@/components/ui/popover'
import { Swatch } from '@/components/ui/swatch'
import { type TagColor, tagColors } from '@/lib/tags/schema'

/** The ten named colours, each with its name and its own shape. */
export function ColorChoice({ value, onChange }: { value: TagColor; onChange: (color: TagColor) => void }) {
  const t = useTranslations('tags.colors')
  return (
    <Radix.Root
      aria-label={t('label')}
      value={value}
      onValueChange={(color) => onChange(color as TagColor)}
      className="grid grid-cols-2 gap-0.5"
    >
      {tagColors.map((color) => (
        <Radix.Item
          key={color}
          value={color}
          className={clsx(
            'flex h-7 items-center gap-2 rounded-md px-2 text-left hover:bg-hover pointer-coarse:h-10',
            'data-[state=checked]:bg-sunken data-[state=checked]:font-[550]',
          )}
        >
          <Swatch color={color} size={10} />
          {t(color)}
        </Radix.Item>
      ))}
    </Radix.Root>
  )
}

/** A swatch that opens the colours. */
export function ColorPicker({
  name,
  value,
  onChange,
}: {
  name: string
  value: TagColor
  onChange: (color: TagColor) => void
}) {
  const t = useTranslations('tags.colors')
  const [open, setOpen] = useState(false)
  const choose = (color: TagColor) => {
    setOpen(false)
    if (color !== value) onChange(color)
  }
  const trigger = (
    <button
      type="button"
      aria-label={t('change', { name, color: t(value) })}
      className="grid size-6 shrink-0 place-items-center rounded-md hover:bg-hover pointer-coarse:size-9"
    >
      <Swatch color={value} size={11} />
    </button>
  )
  return (
    <Popover label={t('label')} trigger={trigger} open={open} onOpenChange={setOpen} className="w-60! p-1.5!">
      <ColorChoice value={value} onChange={choose} />
    </Popover>
  )
}
