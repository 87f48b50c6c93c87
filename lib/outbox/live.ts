const reopenMs = 3_000

/**
 * The server's event stream, for as long as it is wanted. A browser takes a broken connection up again by itself,
 * but gives up for good on a refusal, which may be only a proxy's while the server starts: then it is opened anew.
 */
export function openLive(onEvent: (event: unknown) => void, onOpen: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stream: EventSource
  const open = () => {
    stream = new EventSource('/api/v1/live')
    stream.onmessage = (message) => onEvent(JSON.parse(message.data) as unknown)
    stream.onopen = onOpen
    stream.onerror = () => {
      if (stream.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs)
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    stream.close()
  }
}
