import clsx from 'clsx'

/** Decoration only: say in words beside it what is under way. */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      className={clsx('size-3.5 animate-spin', className)}
    >
      <path d="M8 2a6 6 0 1 1-6 6" />
    </svg>
  )
}
