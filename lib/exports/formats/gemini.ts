import { type Conversation, isJsonObject, type Json } from '@/lib/conversations/schema'
import { textOf } from '@/lib/conversations/summary'
import type { Format } from '../format'
import { bareTools, callsWithArguments, type JsonObject, systemAndTurns } from '../messages-out'
import { beyondText, laterSystems, textBesideCalls } from '../not-carried'

/** Turns as `contents`: what tools answer stands in one turn of the user. */
function contentsOf(conversation: Conversation): JsonObject[] {
  const names = new Map(
    conversation.messages.flatMap(callsWithArguments).map(({ id, name }) => [id, name] as const),
  )
  const contents: { role: 'user' | 'model'; parts: Json[]; answers: boolean }[] = []
  for (const message of systemAndTurns(conversation).turns) {
    const calls = callsWithArguments(message)
    if (message.role === 'tool') {
      const name = names.get(String(message.tool_call_id)) ?? ''
      const part = { functionResponse: { name, response: responseOf(textOf(message)) } }
      const last = contents.at(-1)
      if (last?.answers) last.parts.push(part)
      else contents.push({ role: 'user', parts: [part], answers: true })
      continue
    }
    const role = message.role === 'assistant' ? ('model' as const) : ('user' as const)
    const parts = calls.map(({ name, args }) => ({ functionCall: { name, args } }))
    contents.push({ role, parts: calls.length > 0 ? parts : [{ text: textOf(message) }], answers: false })
  }
  return contents.map(({ role, parts }) => ({ role, parts }))
}

/** A response is an object; a text in its place is what was returned. */
function responseOf(text: string): Json {
  try {
    const value = JSON.parse(text) as Json
    return isJsonObject(value) ? value : { result: value }
  } catch {
    return { result: text }
  }
}

/** FORMATS 2.8; files lie in a bucket. */
export const gemini = {
  name: 'gemini',
  label: 'Gemini, Vertex AI',
  kind: 'chat',
  group: 'provider',
  extension: 'jsonl',
  weights: { learns: 'all' },
  target: null,
  notCarried: (conversation) => [
    ...beyondText(conversation),
    ...textBesideCalls(conversation),
    ...laterSystems(conversation),
  ],
  write: (conversation) => {
    const { system } = systemAndTurns(conversation)
    const tools = bareTools(conversation)
    return [
      JSON.stringify({
        ...(system === null ? {} : { systemInstruction: { parts: [{ text: system }] } }),
        contents: contentsOf(conversation),
        ...(tools ? { tools: [{ functionDeclarations: tools }] } : {}),
      }),
    ]
  },
  snippet: ({ train, test }) => ({
    language: 'python',
    text: `# gcloud storage cp ${train}${test ? ` ${test}` : ''} gs://BUCKET/
from google import genai
from google.genai import types

client = genai.Client(vertexai=True, project="PROJECT", location="us-central1")
job = client.tunings.tune(
    base_model="gemini-2.5-flash",
    training_dataset=types.TuningDataset(gcs_uri="gs://BUCKET/${train}"),
    config=types.CreateTuningJobConfig(
        tuned_model_display_name="finecut",
${test ? `        validation_dataset=types.TuningValidationDataset(gcs_uri="gs://BUCKET/${test}"),\n` : ''}    ),
)
print(job.name)
`,
  }),
} as const satisfies Format
