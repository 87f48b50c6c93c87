import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

/** In tests alone: throws where the JSON of an answer is not, word by word, what its route says of it. */
export async function checkAnswer(
  asked: string,
  schema: z.ZodType | undefined,
  response: Response,
): Promise<void> {
  // nobody would thank a running server for the time
  if (process.env.FINECUT_CHECK_ANSWERS !== 'on') return
  const problem = await problemOf(schema, response)
  if (problem === null) return
  // the log leaves out what may be somebody's words
  console.error(`Answer not as described, ${asked}: ${problem}`)
  throw new Error('Answer not as described')
}

async function problemOf(schema: z.ZodType | undefined, response: Response): Promise<string | null> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  // a file that is saved as it is may well be JSON
  const isFile = response.headers.get('content-disposition')?.startsWith('attachment')
  if (!schema) return isJson && !isFile ? 'JSON of which its route says nothing' : null
  if (!isJson) return 'no JSON'
  const answer: unknown = await response.clone().json()
  const parsed = schema.safeParse(answer)
  if (!parsed.success) return z.prettifyError(parsed.error)
  // what a schema would fill in is missing there, what it would trim is longer
  return isDeepStrictEqual(parsed.data, answer) ? null : 'its schema reads something else in it'
}
