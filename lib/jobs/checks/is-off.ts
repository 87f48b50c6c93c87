import 'server-only'

/** Whether nothing is checked by itself: only where somebody asks for it. */
export const isOff = (): boolean => process.env.FINECUT_CHECKS === 'off'
