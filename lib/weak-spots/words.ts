/** So many lines are taken at once. */
export const mostLines = 500
