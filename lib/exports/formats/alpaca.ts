import { textOf } from '@/lib/conversations/summary'
import type { Format } from '../format'
import { systemAndTurns } from '../messages-out'
import { beyondText, notAlternating, tools } from '../not-carried'
import { datasetInfo, llamaFactoryConfig } from './llama-factory'

const entry = (file_name: string) => ({
  file_name,
  formatting: 'alpaca',
  columns: {
    prompt: 'instruction',
    query: 'input',
    response: 'output',
    system: 'system',
    history: 'history',
  },
})

/** FORMATS 2.2: the last question and its answer; earlier ones stand in `history`, and are learned from too. */
export const alpaca = {
  name: 'alpaca',
  label: 'Alpaca (LLaMA-Factory)',
  kind: 'chat',
  group: 'trainer',
  extension: 'jsonl',
  weights: { learns: 'all', lastOnly: 'mask_history: true' },
  target: null,
  notCarried: (conversation) => [
    ...beyondText(conversation),
    ...tools(conversation),
    ...notAlternating(conversation),
  ],
  write: (conversation) => {
    const { system, turns } = systemAndTurns(conversation)
    const texts = turns.map(textOf)
    const [instruction = '', output = ''] = texts.slice(-2)
    const before = texts.slice(0, -2)
    const history = before.flatMap((asked, i) => (i % 2 === 0 ? [[asked, before[i + 1] ?? '']] : []))
    return [
      JSON.stringify({
        instruction,
        input: '',
        output,
        ...(system === null ? {} : { system }),
        ...(history.length > 0 ? { history } : {}),
      }),
    ]
  },
  extra: { 'dataset_info.json': (facts) => datasetInfo(facts, entry) },
  snippet: (facts) => ({ language: 'yaml', text: llamaFactoryConfig(facts) }),
} as const satisfies Format
