import { openai as target } from '@/lib/conversations/targets/openai'
import type { Format } from '../format'

/** FORMATS 1.6; Azure, Together and Fireworks read these lines too. */
export const openaiPreference = {
  name: 'openai-preference',
  label: 'OpenAI preference (DPO)',
  kind: 'preference',
  group: 'provider',
  extension: 'jsonl',
  weights: null,
  target,
  snippet: ({ train, test }) => ({
    language: 'python',
    text: `from openai import OpenAI

client = OpenAI()
train = client.files.create(file=open("${train}", "rb"), purpose="fine-tune")
${test ? `test = client.files.create(file=open("${test}", "rb"), purpose="fine-tune")\n` : ''}job = client.fine_tuning.jobs.create(
    model="gpt-4.1-mini-2025-04-14",  # or the model trained on the preferred answers
    training_file=train.id,
${test ? '    validation_file=test.id,\n' : ''}    method={"type": "dpo", "dpo": {"hyperparameters": {"beta": "auto"}}},
)
print(job.id)
`,
  }),
} as const satisfies Format
