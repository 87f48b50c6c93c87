import { useEffect, useState } from 'react'

/** Runs `act` once the browser has painted what stands on the page now; the answer takes it back. */
export function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(act)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

/** `value`, a frame late: for what may follow once the eye has seen the rest. */
export function useAfterPaint<Value>(value: Value): Value {
  const [shown, setShown] = useState(value)
  // outside system: the browser's frames
  useEffect(() => afterPaint(() => setShown(value)), [value])
  return shown
}
