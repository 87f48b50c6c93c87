import { isJsonObject, type Json } from '@/lib/conversations/schema'
import type { Format } from '../format'

const names = ['file_name', 'hf_hub_url', 'ms_hub_url', 'om_hub_url', 'script_url', 'cloud_file_name']

const isEntry = (value: Json) => isJsonObject(value) && names.some((name) => typeof value[name] === 'string')

/** A list of data files (`dataset_info.json` of LLaMA-Factory): no examples are in it. */
export const registry: Format = {
  name: 'registry',
  detect: (record) => {
    if (!isJsonObject(record)) return 0
    const values = Object.values(record)
    return values.length > 0 && values.every(isEntry) ? 1 : 0
  },
  convert: () => [{ ok: false, code: 'registry', params: {} }],
}
