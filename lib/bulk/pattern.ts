import { RE2JS, RE2JSSyntaxException } from 're2js'
import type { FindSpec } from './schema'

/** What can be wrong with a pattern; sentences in the select of `errors.badPattern`. */
const problems = {
  'missing closing )': 'parenthesis',
  'unexpected )': 'parenthesis',
  'missing closing ]': 'bracket',
  'invalid character class': 'range',
  'invalid character class range': 'range',
  'invalid nested repetition operator': 'repetition',
  'missing argument to repetition operator': 'repetition',
  'invalid repeat count': 'repeatCount',
  'invalid escape sequence': 'escape',
  'trailing backslash at end of expression': 'escape',
  'invalid or unsupported Perl syntax': 'unsupported',
  'invalid named capture': 'group',
  'duplicate capture group name': 'group',
  'expression too large': 'tooLarge',
  'expression nests too deeply': 'tooLarge',
} as const

export type PatternProblem = { problem: string; part: string; column: number }

/** What is wrong with a pattern and where (`column` counts characters from 1); null where it can be used. */
export function patternProblem({ find, pattern, matchCase }: FindSpec): PatternProblem | null {
  if (!pattern) return null
  try {
    RE2JS.compile(find, matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
    return null
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    const said = error.getDescription()
    const part = error.getPattern() ?? ''
    const problem = Object.hasOwn(problems, said) ? problems[said as keyof typeof problems] : 'other'
    return { problem, part: part.slice(0, 80), column: columnOf(find, part, said) }
  }
}

function columnOf(find: string, part: string, said: string): number {
  // of a group that is not closed the engine names the whole pattern
  if (part === find && said.startsWith('missing closing')) return find.length
  const at = find.lastIndexOf(part)
  return part !== '' && at >= 0 ? at + 1 : find.length
}
