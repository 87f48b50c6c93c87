// What the browser needs of this room's schema without its library.

export const defaultThreshold = 0.85
export const leastThreshold = 0.5

/** `superseded`: it was done, and another one has replaced what it found. */
export const comparisonStates = ['running', 'done', 'superseded', 'cancelled', 'failed'] as const
export type ComparisonState = (typeof comparisonStates)[number]

/** So many pairs can be told apart in one request. */
export const mostApart = 20_000
