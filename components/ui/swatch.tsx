import clsx from 'clsx'

// Hues that some eyes confuse differ in shape, so that colour is never alone.
const shapes: Record<string, string> = {
  blue: 'rounded-[2px]',
  orange: 'rounded-full',
  violet: '[clip-path:polygon(50%_0,100%_50%,50%_100%,0_50%)] scale-115',
  olive: '[clip-path:polygon(50%_4%,100%_92%,0_92%)] scale-110',
  magenta: '[clip-path:polygon(26%_0,74%_0,100%_50%,74%_100%,26%_100%,0_50%)] scale-110',
  gold: '[clip-path:polygon(0_0,100%_0,100%_100%,0_100%,0_0,30%_30%,30%_70%,70%_70%,70%_30%,30%_30%)]',
  teal: '[clip-path:polygon(0_8%,100%_8%,50%_96%)] scale-110',
  grey: 'rounded-[2px] scale-y-50',
  red: '[clip-path:polygon(33%_0,67%_0,67%_33%,100%_33%,100%_67%,67%_67%,67%_100%,33%_100%,33%_67%,0_67%,0_33%,33%_33%)]',
  green: '[border-radius:100%_0_100%_0]',
}

/** The little mark of a named colour (`--tag-<color>`); put its name beside it. */
export function Swatch({ color, size = 9, className }: { color: string; size?: number; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx('swatch inline-block shrink-0', shapes[color], className)}
      style={{ width: size, height: size, background: `var(--tag-${color})` }}
    />
  )
}
