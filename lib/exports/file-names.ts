/** What a file system and a header take of a name, in any script; 'dataset' where nothing is left. */
function plainName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}"*/:<>?\\|%;,']+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  // 60 characters of three bytes still leave room for the rest in 255 bytes
  return [...plain].slice(0, 60).join('') || 'dataset'
}

/** `{dataset}-{format}-{first 8 of a hash}.zip` */
export const zipName = (dataset: string, format: string, hash: string): string =>
  `${plainName(dataset)}-${format}-${hash.slice(0, 8)}.zip`

/** A Content-Disposition that saves under this name; RFC 5987 carries what isn't ASCII. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]+/g, '_').replace(/["\\]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
