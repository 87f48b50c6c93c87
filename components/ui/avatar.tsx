import clsx from 'clsx'

const colors = ['blue', 'magenta', 'olive', 'violet', 'orange', 'teal'] as const

/** Two letters of a Latin name, the first two syllables after the family name of a Hangul one. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = Array.from(words[0] ?? '')
  if (/\p{Script=Hangul}/u.test(name)) return first.slice(first.length > 2 ? -2 : 0).join('')
  const last = words.length > 1 ? (Array.from(words.at(-1)!)[0] ?? '') : (first[1] ?? '')
  return ((first[0] ?? '') + last).toUpperCase()
}

/** A person as a disc; decoration beside the name, or inside a control that names itself. */
export function Avatar({ name, id, className }: { name: string; id: string; className?: string }) {
  const sum = Array.from(id).reduce((total, char) => total + (char.codePointAt(0) ?? 0), 0)
  return (
    <span
      aria-hidden="true"
      // a picture, not text: the name of the control around it needn't hold it
      data-initials={initialsOf(name)}
      className={clsx(
        'before:content-[attr(data-initials)] inline-grid size-6 shrink-0 place-items-center rounded-full font-semibold text-[0.625rem] text-panel leading-none tracking-tight',
        className,
      )}
      style={{ background: `var(--tag-${colors[sum % colors.length]})` }}
    />
  )
}
