import { ownValue } from '@/lib/conversations/json'
import { textOf } from '@/lib/conversations/summary'
import { isTrained } from '@/lib/conversations/weights'
import { csvRow, guarded } from '../csv'
import type { Format } from '../format'

const columns = ['example', 'turn', 'role', 'text', 'calls', 'trained']

/**
 * One row a turn, to be read in a spreadsheet: no cell is taken for a formula there. The mark of the encoding lets it
 * read other scripts. Guarded cells are not what the example says, so it is not for training.
 */
export const csvSpreadsheet = {
  name: 'csv-spreadsheet',
  label: 'CSV (Excel)',
  kind: 'chat',
  group: 'people',
  extension: 'csv',
  weights: { mark: 'trained = 0' },
  target: null,
  head: `\ufeff${csvRow(columns)}\n`,
  perTurn: true,
  write: (conversation, number) =>
    conversation.messages.map((message, index) => {
      const calls = ownValue(message, 'tool_calls') ?? ownValue(message, 'function_call')
      const cells = [
        String(number),
        String(index + 1),
        message.role,
        textOf(message),
        calls === undefined || calls === null ? '' : JSON.stringify(calls),
        message.role === 'assistant' ? (isTrained(message) ? '1' : '0') : '',
      ]
      return csvRow(cells.map(guarded))
    }),
  snippet: null,
} as const satisfies Format
