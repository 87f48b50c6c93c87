import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'

/** One person of a list: who they are on the left, what can be changed on the right, below it on a phone. */
export function PersonLine({
  id,
  name,
  email,
  marks,
  children,
}: {
  id: string
  name: string
  email?: string
  /** Beside the name: you, disabled. */
  marks?: ReactNode
  children?: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b py-2.5">
      <Avatar id={id} name={name} className="size-8 text-xs" />
      <div className="grid min-w-40 flex-1">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-[550]">{name}</span>
          {marks}
        </span>
        {email && <span className="text-ink-3 text-xs">{email}</span>}
      </div>
      <div className="flex items-center gap-1.5">{children}</div>
    </li>
  )
}
