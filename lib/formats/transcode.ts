import type { Encoding } from './schema'

const labels: Record<Encoding, string> = {
  'utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  // what WHATWG calls EUC-KR is the larger CP949
  cp949: 'euc-kr',
  'windows-1252': 'windows-1252',
}
const bom = [0xef, 0xbb, 0xbf]

/**
 * Bytes of any encoding as UTF-8, without a BOM, chunk by chunk. UTF-8 itself passes unchanged. `damaged` tells that
 * some bytes so far were none of the encoding: they have become U+FFFD. UTF-8 is watched for them only where asked.
 */
export class Transcoder {
  damaged = false
  private readonly decoder: TextDecoder | null
  private readonly watch = new TextDecoder('utf-8', { fatal: true })
  private readonly encoder = new TextEncoder()
  private head: Uint8Array | null = new Uint8Array()

  constructor(
    encoding: Encoding,
    private readonly watches = false,
  ) {
    this.decoder = encoding === 'utf-8' ? null : new TextDecoder(labels[encoding])
  }

  push(chunk: Uint8Array): Uint8Array {
    if (this.decoder) return this.encode(this.decoder.decode(chunk, { stream: true }))
    this.observe(chunk, true)
    if (!this.head) return chunk
    this.head = Buffer.concat([this.head, chunk])
    if (this.head.length < bom.length) return new Uint8Array()
    return this.takeHead()
  }

  end(): Uint8Array {
    if (this.decoder) return this.encode(this.decoder.decode())
    this.observe(new Uint8Array(), false)
    return this.takeHead()
  }

  private takeHead(): Uint8Array {
    const head = this.head ?? new Uint8Array()
    this.head = null
    return bom.every((byte, i) => head[i] === byte) ? head.subarray(bom.length) : head
  }

  private encode(text: string): Uint8Array {
    if (text.includes('\ufffd')) this.damaged = true
    return this.encoder.encode(text)
  }

  private observe(chunk: Uint8Array, stream: boolean): void {
    if (this.damaged || !this.watches) return
    try {
      this.watch.decode(chunk, { stream })
    } catch {
      this.damaged = true
    }
  }
}

/** Whether UTF-8 holds U+FFFD. */
export function holdsReplacement(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('\ufffd')
}
