import { azure as target } from '@/lib/conversations/targets/azure'
import type { Format } from '../format'

/** As OpenAI's, and the file begins with a byte order mark, as Azure's guide asks for: FORMATS 1.1 and 2.11. */
export const azure = {
  name: 'azure',
  label: 'Azure OpenAI, Foundry',
  kind: 'chat',
  group: 'provider',
  extension: 'jsonl',
  weights: { mark: '"weight": 0' },
  target,
  head: '\ufeff',
  snippet: ({ train, test }) => ({
    language: 'python',
    text: `# AZURE_OPENAI_API_KEY, AZURE_OPENAI_ENDPOINT and OPENAI_API_VERSION are set
from openai import AzureOpenAI

client = AzureOpenAI()
train = client.files.create(file=open("${train}", "rb"), purpose="fine-tune")
${test ? `test = client.files.create(file=open("${test}", "rb"), purpose="fine-tune")\n` : ''}client.files.wait_for_processing(train.id)
${test ? 'client.files.wait_for_processing(test.id)\n' : ''}job = client.fine_tuning.jobs.create(
    model="gpt-4.1-mini-2025-04-14",
    training_file=train.id,
${test ? '    validation_file=test.id,\n' : ''}    extra_body={"trainingType": "Standard"},
)
print(job.id)
`,
  }),
} as const satisfies Format
