// What the browser needs of this room's schema: none of it draws a library in.

/** Until it erases, nothing is changed; from then on it can't be cancelled. */
export const purgeStates = ['finding', 'erasing', 'done', 'cancelled', 'failed'] as const
export type PurgeState = (typeof purgeStates)[number]
export const isPurging = (state: PurgeState): boolean => state === 'finding' || state === 'erasing'
