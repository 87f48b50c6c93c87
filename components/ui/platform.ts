import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether to print ⌘ rather than Ctrl; false until the browser has said. */
export function useIsMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  )
}

/** False on the server and in the first render, so that what only a browser knows can wait for it. */
export function useIsClient(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
