'use client'

import clsx from 'clsx'
import { Check } from 'lucide-react'
import Link from 'next/link'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './kbd'
import { useMenuParts } from './menu-parts-context'
import { MenuRoot } from './menu-root'

/** A menu under its trigger: `trigger` is one button; children are the items below. */
export function Menu({
  trigger,
  align = 'end',
  children,
}: {
  trigger: ReactElement
  align?: 'start' | 'center' | 'end'
  children: ReactNode
}) {
  return (
    <MenuRoot trigger={trigger}>
      <MenuContent align={align}>{children}</MenuContent>
    </MenuRoot>
  )
}

function MenuContent({ align, children }: { align: 'start' | 'center' | 'end'; children: ReactNode }) {
  const { Portal, Content } = useMenuParts()
  return (
    <Portal>
      <Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 animate-appear overflow-y-auto rounded-lg border border-line bg-panel p-1 shadow-lift outline-none"
      >
        {children}
      </Content>
    </Portal>
  )
}

const itemClass = (danger = false) =>
  clsx(
    'flex min-h-7.5 cursor-pointer select-none items-center gap-2 rounded-md px-2 py-1 outline-none pointer-coarse:min-h-10',
    'data-[highlighted]:bg-hover data-[disabled]:cursor-default data-[disabled]:opacity-50',
    '[&_svg]:size-3.5 [&_svg]:shrink-0',
    danger ? 'text-bad' : 'text-ink [&_svg]:text-ink-3',
  )

export function MenuItem({
  icon,
  keys,
  danger,
  disabled,
  onSelect,
  children,
}: {
  icon?: ReactNode
  keys?: string
  danger?: boolean
  disabled?: boolean
  onSelect: () => void
  children: ReactNode
}) {
  const { Item } = useMenuParts()
  return (
    <Item disabled={disabled} onSelect={onSelect} className={itemClass(danger)}>
      {icon}
      <span className="flex-1">{children}</span>
      {keys && (
        <span aria-hidden="true">
          <Kbd keys={keys} />
        </span>
      )}
    </Item>
  )
}

export function MenuLink({
  href,
  icon,
  current = false,
  children,
}: {
  href: string
  icon?: ReactNode
  current?: boolean
  children: ReactNode
}) {
  const { Item } = useMenuParts()
  return (
    <Item asChild className={itemClass()}>
      <Link href={href} aria-current={current ? 'page' : undefined}>
        {icon}
        <span className={clsx('flex-1', current && 'font-[550]')}>{children}</span>
        {current && <Check aria-hidden="true" />}
      </Link>
    </Item>
  )
}

/** One of several values, ticked. */
export function MenuChoice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: T
  options: { value: T; label: ReactNode }[]
  onChange: (value: T) => void
}) {
  const { ItemIndicator, RadioGroup, RadioItem } = useMenuParts()
  return (
    <RadioGroup aria-label={label} value={value} onValueChange={(next) => onChange(next as T)}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <RadioItem key={option.value} value={option.value} className={itemClass()}>
          <span className="flex-1">{option.label}</span>
          <ItemIndicator>
            <Check aria-hidden="true" />
          </ItemIndicator>
        </RadioItem>
      ))}
    </RadioGroup>
  )
}

/** A tick that stays in the open menu. */
export function MenuCheck({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}) {
  const { CheckboxItem, ItemIndicator } = useMenuParts()
  return (
    <CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={itemClass()}
    >
      <span className="flex-1">{children}</span>
      <ItemIndicator>
        <Check aria-hidden="true" />
      </ItemIndicator>
    </CheckboxItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useMenuParts()
  return <Label className="px-2 pt-2 pb-1 text-2xs text-ink-3">{children}</Label>
}

export function MenuSeparator() {
  const { Separator } = useMenuParts()
  return <Separator className="-mx-1 my-1 h-px bg-line" />
}
