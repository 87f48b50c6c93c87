/** Address people reach the studio by, without a final slash. */
export const studioUrl = (): string =>
  (
    process.env.FINECUT_URL ?? `http://${process.env.HOST ?? '127.0.0.1'}:${process.env.PORT ?? '3000'}`
  ).replace(/\/+$/, '')
