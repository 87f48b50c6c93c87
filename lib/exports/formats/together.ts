import { together as target } from '@/lib/conversations/targets/together'
import type { Format } from '../format'

/** FORMATS 2.5: the same lines, and a check of its own that takes no tools. */
export const together = {
  name: 'together',
  label: 'Together AI',
  kind: 'chat',
  group: 'provider',
  extension: 'jsonl',
  weights: { mark: '"weight": 0' },
  target,
  snippet: ({ train, test }) => ({
    language: 'python',
    text: `from together import Together

client = Together()
train = client.files.upload(file="${train}", check=True)
${test ? `test = client.files.upload(file="${test}", check=True)\n` : ''}job = client.fine_tuning.create(
    model="meta-llama/Meta-Llama-3.1-8B-Instruct-Reference",
    training_file=train.id,
${test ? '    validation_file=test.id,\n    n_evals=5,\n' : ''}    train_on_inputs=False,
)
print(job.id)
`,
  }),
} as const satisfies Format
