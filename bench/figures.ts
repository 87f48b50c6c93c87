/** One line of the page: the row of the bars it belongs to, what was done, what was seen, what the bare tools do. */
export type Figure = { row: string; what: string; measured: string; limit: string }

export const quantile = (values: number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * q)]!

export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

/** Half of the runs took at most the first figure, 95 of 100 the second. */
export const p = (taken: number[]) => `p50 ${ms(quantile(taken, 0.5))}, p95 ${ms(quantile(taken, 0.95))}`

/** Milliseconds of each run, after one that doesn't count. */
export async function times(runs: number, body: (i: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  await body(0)
  for (let i = 0; i < runs; i++) {
    const from = performance.now()
    await body(i)
    taken.push(performance.now() - from)
  }
  return taken
}

/** Watches this process from now on; the call ends it and gives the highest growth of its memory, in MB. */
export function sampleMemory(): () => number {
  const before = process.memoryUsage.rss()
  let most = before
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 20)
  return () => {
    clearInterval(timer)
    look()
    return Math.round((most - before) / 1e6)
  }
}
