import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { createThread, type Thread } from '@/lib/threads/thread'
import type { SourceRecord } from './schema'

// Next loads modules once per bundle; one worker must serve them all.
const shared = globalThis as typeof globalThis & { finecutYaml?: Thread<string, string[]> }

/** Records of a YAML text, see `readYaml`: half a megabyte takes it a second, or four, so a thread reads it. */
export async function* readYamlAside(text: string): AsyncGenerator<SourceRecord[]> {
  shared.finecutYaml ??= createThread('lib/formats/yaml-worker.mjs')
  for (const batch of await shared.finecutYaml.ask(text, 'first')) {
    yield JSON.parse(batch) as SourceRecord[]
    await breathe()
  }
}
