import { z } from 'zod'
import { patternProblem } from './pattern'

// no value of these is longer, and no pattern of theirs is asked of more
const longest = 2_000
const by =
  (schema: z.ZodType): ((text: string) => boolean) =>
  (text) =>
    text.length <= longest && schema.safeParse(text).success

const offset = '(?:[zZ]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)'
const time = new RegExp(`^(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d{1,12})?${offset}$`)

/** Formats that JSON Schema names and answers are held against; of any other every text is right. */
export const formats: Record<string, (text: string) => boolean> = {
  date: by(z.iso.date()),
  time: by(z.string().regex(time)),
  'date-time': by(z.iso.datetime({ offset: true })),
  duration: by(z.iso.duration()),
  email: by(z.email()),
  hostname: by(z.hostname()),
  ipv4: by(z.ipv4()),
  ipv6: by(z.ipv6()),
  uri: by(z.url()),
  uuid: by(z.guid()),
  'json-pointer': by(z.string().regex(/^(?:\/(?:[^~/]|~[01])*)*$/)),
  regex: (text) => text.length <= longest && patternProblem(text) === null,
}
