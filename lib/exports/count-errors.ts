import type { ExportProblem } from './schema'

type Listed = { problems: readonly Pick<ExportProblem, 'severity'>[]; problemCount: number }

/** How many of the problems block. Errors are listed first, and what is not listed is not told apart. */
export const countErrors = ({ problems, problemCount }: Listed): number =>
  problemCount - problems.filter(({ severity }) => severity !== 'error').length
