import type { Conversation, Message } from '@/lib/conversations/schema'
import type { Format } from '../format'
import { bareTools, callsWithArguments, type JsonObject, joinResults, systemAndTurns } from '../messages-out'
import { beyondText, textBesideCalls } from '../not-carried'

const speakers: Record<Message['role'], string> = {
  system: 'system',
  developer: 'system',
  user: 'human',
  assistant: 'gpt',
  tool: 'observation',
  function: 'observation',
}

/** Turns as `from` and `value`; calls are the JSON of what is called, results a turn of their own. */
export function shareGptTurns(turns: readonly Message[]): JsonObject[] {
  return joinResults(turns).map(({ message, text }) => {
    const calls = callsWithArguments(message).map(({ name, args }) => ({ name, arguments: args }))
    if (calls.length === 0) return { from: speakers[message.role], value: text }
    return { from: 'function_call', value: JSON.stringify(calls.length === 1 ? calls[0] : calls) }
  })
}

export function shareGptRecord(conversation: Conversation): JsonObject {
  const { system, turns } = systemAndTurns(conversation)
  const tools = bareTools(conversation)
  return {
    conversations: shareGptTurns(turns),
    ...(system === null ? {} : { system }),
    ...(tools ? { tools: JSON.stringify(tools) } : {}),
  }
}

/** FORMATS 2.2 and 2.4, the system prompt as a first turn: what Unsloth, FastChat and many others read. */
export const sharegpt = {
  name: 'sharegpt',
  label: 'ShareGPT, Unsloth',
  kind: 'chat',
  group: 'trainer',
  extension: 'jsonl',
  weights: { learns: 'all', lastOnly: 'last_response_only=True' },
  target: null,
  notCarried: (conversation) => [...beyondText(conversation), ...textBesideCalls(conversation)],
  write: (conversation) => {
    const { tools } = shareGptRecord(conversation)
    const conversations = shareGptTurns(conversation.messages)
    return [JSON.stringify({ conversations, ...(tools === undefined ? {} : { tools }) })]
  },
  snippet: ({ train, lastOnly }) => ({
    language: 'python',
    text: `from datasets import load_dataset
from trl import SFTConfig, SFTTrainer
from unsloth import FastLanguageModel
from unsloth.chat_templates import get_chat_template, standardize_sharegpt, train_on_responses_only

model, tokenizer = FastLanguageModel.from_pretrained("unsloth/Qwen2.5-0.5B-Instruct")
model = FastLanguageModel.get_peft_model(model)
tokenizer = get_chat_template(tokenizer, chat_template="qwen-2.5")
data = standardize_sharegpt(load_dataset("json", data_files="${train}", split="train"))
data = data.map(
    lambda row: {"text": tokenizer.apply_chat_template(row["conversations"], tokenize=False)}
)
trainer = SFTTrainer(
    model=model,
    tokenizer=tokenizer,
    train_dataset=data,
    args=SFTConfig(output_dir="out", dataset_text_field="text"),
)
trainer = train_on_responses_only(
    trainer,
    instruction_part="<|im_start|>user\\n",
    response_part="<|im_start|>assistant\\n",
    last_response_only=${lastOnly ? 'True' : 'False'},
)
trainer.train()
`,
  }),
} as const satisfies Format
