import { textOf } from '@/lib/conversations/summary'
import { csvRow } from '../csv'
import type { Format } from '../format'
import { systemAndTurns } from '../messages-out'
import { beyondText, notOnePair, tools } from '../not-carried'

const columns = ['system', 'prompt', 'completion']

/** FORMATS 2.12: one question and its answer a row, every cell as it is. */
export const csv = {
  name: 'csv',
  label: 'CSV',
  kind: 'chat',
  group: 'trainer',
  extension: 'csv',
  weights: { learns: 'last' },
  target: null,
  head: `${csvRow(columns)}\n`,
  notCarried: (conversation) => [
    ...beyondText(conversation),
    ...tools(conversation),
    ...notOnePair(conversation),
  ],
  write: (conversation) => {
    const { system, turns } = systemAndTurns(conversation)
    return [csvRow([system ?? '', ...turns.map(textOf)])]
  },
  snippet: ({ train, test }) => ({
    language: 'python',
    text: `from datasets import load_dataset
from trl import SFTConfig, SFTTrainer

def chat(row):
    system = [{"role": "system", "content": row["system"]}] if row["system"] else []
    return {
        "prompt": [*system, {"role": "user", "content": row["prompt"]}],
        "completion": [{"role": "assistant", "content": row["completion"]}],
    }

data = load_dataset("csv", data_files={"train": "${train}"${test ? `, "test": "${test}"` : ''}}, keep_default_na=False)
data = data.map(chat, remove_columns=["system"])
trainer = SFTTrainer(
    model="Qwen/Qwen2.5-0.5B-Instruct",
    args=SFTConfig(output_dir="out"),
    train_dataset=data["train"],
${test ? '    eval_dataset=data["test"],\n' : ''})
trainer.train()
`,
  }),
} as const satisfies Format
