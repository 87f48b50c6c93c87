import { openai as target } from '@/lib/conversations/targets/openai'
import type { Format } from '../format'

/** FORMATS 1.2; untouched lines leave byte for byte. */
export const openaiChat = {
  name: 'openai-chat',
  label: 'OpenAI',
  kind: 'chat',
  group: 'provider',
  extension: 'jsonl',
  weights: { mark: '"weight": 0' },
  target,
  snippet: ({ train, test }) => ({
    language: 'python',
    text: `from openai import OpenAI

client = OpenAI()
train = client.files.create(file=open("${train}", "rb"), purpose="fine-tune")
${test ? `test = client.files.create(file=open("${test}", "rb"), purpose="fine-tune")\n` : ''}job = client.fine_tuning.jobs.create(
    model="gpt-4.1-mini-2025-04-14",
    training_file=train.id,
${test ? '    validation_file=test.id,\n' : ''}    method={"type": "supervised"},
)
print(job.id)
`,
  }),
} as const satisfies Format
