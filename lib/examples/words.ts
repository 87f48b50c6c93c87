// What the browser needs of this room's schema: none of it draws a library in.

export const statuses = ['draft', 'in_review', 'changes_requested', 'approved', 'excluded'] as const
