import clsx from 'clsx'
import type { Frame } from '@/lib/conversations/schema'

// A film strip of turns, width by tokens: filled = trained, hatched = weight 0, crossed = rejected, thin = context.
function frameClass([role, , trained]: Frame, size: 'row' | 'head'): string {
  const tall = size === 'row' ? 'h-2' : 'h-3.5'
  const thin = size === 'row' ? 'h-[3px]' : 'h-[5px]'
  if (trained === 1) return clsx(tall, 'bg-accent')
  if (trained === 0) return clsx(tall, 'strip-hatch')
  if (trained === -2) return clsx(tall, 'strip-crossed')
  return clsx(
    thin,
    role === 't' || role === 'f'
      ? 'bg-(--tag-violet)'
      : role === 's' || role === 'd'
        ? 'bg-ink-3/45'
        : 'bg-ink-3',
  )
}

// frames have no identity but their place
const placed = (frames: Frame[]) => frames.map((frame, place) => ({ frame, place }))

/** The small strip of a list row; what it says stands in words beside it, so it is hidden from screen readers. */
export function Strip({ frames, className }: { frames: Frame[]; className?: string }) {
  const total = frames.reduce((sum, frame) => sum + frame[1], 0)
  // few tokens make a short strip, so that rows can be compared; the longest fills the row
  const width = Math.min(100, 18 + 82 * Math.min(1, Math.log10(1 + total) / 3.4))
  return (
    <div
      aria-hidden="true"
      className={clsx('flex h-2 items-center gap-0.5', className)}
      style={{ width: `${width}%` }}
    >
      {placed(frames).map(({ frame, place }) => (
        <i
          key={place}
          className={clsx('block min-w-[3px] rounded-[2px]', frameClass(frame, 'row'))}
          style={{ flexGrow: Math.max(frame[1], total / 60), flexBasis: 0 }}
        />
      ))}
    </div>
  )
}

/** The large strip over a conversation: shows the focus, and a click jumps to the turn. */
export function HeadStrip({
  frames,
  focus,
  label,
  onJump,
}: {
  frames: Frame[]
  focus: number
  label: (index: number) => string
  onJump: (index: number) => void
}) {
  const total = frames.reduce((sum, frame) => sum + frame[1], 0)
  return (
    <div
      className={clsx(
        'flex h-5 min-w-0 flex-1 items-center gap-[3px] overflow-hidden px-1',
        // on a phone many are a band: the last one is in it too
        frames.length > 30 && 'max-sm:gap-0',
      )}
    >
      {placed(frames).map(({ frame, place: i }) => (
        <button
          type="button"
          tabIndex={-1}
          key={i}
          aria-label={label(i)}
          title={label(i)}
          onClick={() => onJump(i)}
          className={clsx(
            'block min-w-[3px] rounded-[3px] outline-offset-2',
            frames.length > 30 && 'max-sm:min-w-0 max-sm:rounded-none',
            frameClass(frame, 'head'),
            i === focus && 'outline-2 outline-ink',
          )}
          style={{ flexGrow: Math.max(frame[1], total / 80, 1), flexBasis: 0 }}
        />
      ))}
    </div>
  )
}
