import clsx from 'clsx'

/** A still place-holder of the size that is coming: nothing blinks, nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={clsx('block rounded-md bg-sunken', className)} />
}
