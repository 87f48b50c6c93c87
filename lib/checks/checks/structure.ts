import { z } from 'zod'
import { defineCheck, type Found } from '../check'

/** What `weights` says itself. */
const elsewhere: ReadonlySet<string> = new Set(['nothing-trained'])

/** What the validator says, as findings; their sentences are those of `problems`. */
export const structure = defineCheck({
  id: 'structure',
  severity: 'warning',
  source: ['https://platform.openai.com/docs/guides/supervised-fine-tuning'],
  settings: z.strictObject({}),
  open: () => ({
    find: ({ problems }) =>
      problems
        .filter(({ code }) => !elsewhere.has(code))
        .map(
          ({ code, messageIndex, params, severity }): Found => ({
            code,
            messageIndex,
            span: null,
            params,
            severity,
          }),
        ),
  }),
})
