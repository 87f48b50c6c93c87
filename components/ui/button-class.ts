import clsx from 'clsx'

export type ButtonVariant = 'default' | 'primary' | 'quiet' | 'danger'
export type ButtonSize = 'md' | 'sm'

const variants: Record<ButtonVariant, string> = {
  default: 'border-line-strong bg-panel text-ink hover:bg-hover',
  primary: 'border-accent bg-accent text-accent-ink hover:border-accent-strong hover:bg-accent-strong',
  quiet: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'border-bad/45 bg-panel text-bad hover:bg-bad-soft',
}
const sizes: Record<ButtonSize, string> = {
  md: 'h-7.5 px-3 text-sm pointer-coarse:h-10',
  sm: 'h-6.5 px-2 text-xs pointer-coarse:h-9',
}

/** The look of a button, for what isn't one: links, triggers of other libraries. */
export function buttonClass(
  variant: ButtonVariant = 'default',
  size: ButtonSize = 'md',
  more?: string,
): string {
  return clsx(
    'relative inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-[7px] border font-[550]',
    'aria-disabled:cursor-default aria-disabled:opacity-50 disabled:cursor-default disabled:opacity-50',
    '[&_svg]:size-3.5 [&_svg]:shrink-0',
    variants[variant],
    sizes[size],
    more,
  )
}
