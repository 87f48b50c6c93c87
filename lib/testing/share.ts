/**
 * How much a test does: the short share in every `npm test`, the full figure in `npm run test:long` (`FINECUT_LONG=1`).
 */
export const share = <T>(short: T, full: T): T => (process.env.FINECUT_LONG ? full : short)
