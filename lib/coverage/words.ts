export const largestTarget = 10_000

/** How many examples a cell should hold where nobody said it: enough to see that it is no accident. */
export const usualTarget = 5
