/** The values of a source, each next one asked for while one is worked on: a database of its own reads meanwhile. */
export async function* ahead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const values = source[Symbol.asyncIterator]()
  const ask = () => {
    const next = values.next()
    // it is awaited with the next one, or at the end
    next.catch(() => {})
    return next
  }
  let next = ask()
  try {
    for (;;) {
      const { done, value } = await next
      if (done) return
      next = ask()
      yield value
    }
  } finally {
    await next.catch(() => {})
    await values.return?.()
  }
}
