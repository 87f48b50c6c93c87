// What the browser needs of this room's schema: none of it draws a library in.

/** A window says where it is: at once when that changes, else every `beatMs`. Nobody stores it. */
export const beatMs = 12_000
/** A window not heard of for so long is gone. */
export const goneMs = 28_000
