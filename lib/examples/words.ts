// What the browser needs of this room's schema: none of it draws a library in.

export const statuses = ['draft', 'in_review', 'changes_requested', 'approved', 'excluded'] as const

/** Where another answer in the place of a message came from. */
export const alternativeOrigins = ['typed', 'returned', 'imported', 'model'] as const

export const longestAlternative = 100_000
export const mostAlternatives = 20
