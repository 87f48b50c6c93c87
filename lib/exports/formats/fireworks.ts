import { fireworks as target } from '@/lib/conversations/targets/fireworks'
import type { Format } from '../format'

/** FORMATS 2.6: the same lines, a weight of a whole example aside. */
export const fireworks = {
  name: 'fireworks',
  label: 'Fireworks',
  kind: 'chat',
  group: 'provider',
  extension: 'jsonl',
  weights: { mark: '"weight": 0' },
  target,
  snippet: ({ train, test }) => ({
    language: 'shell',
    text: `firectl create dataset finecut-train ${train}
${test ? `firectl create dataset finecut-test ${test}\n` : ''}firectl create sftj \\
  --base-model accounts/fireworks/models/llama-v3p1-8b-instruct \\
  --dataset finecut-train \\
${test ? '  --evaluation-dataset finecut-test \\\n' : ''}  --output-model finecut
`,
  }),
} as const satisfies Format
