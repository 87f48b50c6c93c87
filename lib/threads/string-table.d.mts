export function packStrings(strings: readonly string[]): Uint8Array<ArrayBuffer>
export function openStrings(bytes: Uint8Array): (string: string) => number
