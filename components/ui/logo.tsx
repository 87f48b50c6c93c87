/** A strip of three frames, the middle one not trained. Decoration: the name stands beside it. */
export function Logo({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
      <rect x="1" y="6" width="4" height="6" rx="1" fill="var(--accent)" />
      <rect
        x="7"
        y="3"
        width="4"
        height="12"
        rx="1"
        fill="none"
        stroke="var(--ink-3)"
        strokeDasharray="2 1.5"
      />
      <rect x="13" y="4" width="4" height="10" rx="1" fill="var(--accent)" />
    </svg>
  )
}
