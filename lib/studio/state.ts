import 'server-only'

const shared = globalThis as typeof globalThis & { finecutStopping?: true }

/** From the signal to end until the process is gone: a load balancer should send nobody here any more. */
export const isStopping = (): boolean => shared.finecutStopping === true

export function announceStop(): void {
  shared.finecutStopping = true
}
