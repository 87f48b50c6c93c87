import type { Side } from '@/lib/splits/schema'
import type { ExportProblem } from './schema'

const mostListed = 500

/** Collects broken rules: all are counted, the first ones listed, errors before warnings before remarks. */
export class ProblemList {
  private readonly listed: Record<ExportProblem['severity'], ExportProblem[]> = {
    error: [],
    warning: [],
    info: [],
  }
  private readonly counted: Record<ExportProblem['severity'], number> = { error: 0, warning: 0, info: 0 }

  add(problem: ExportProblem): void {
    this.counted[problem.severity] += 1
    const list = this.listed[problem.severity]
    if (list.length < mostListed) list.push(problem)
  }

  /** One about the whole export, or about a file of it. */
  addWhole(
    code: string,
    severity: ExportProblem['severity'],
    file: Side | null,
    params: ExportProblem['params'] = {},
  ): void {
    this.add({ code, severity, number: null, messageIndex: null, params, file })
  }

  get errorCount(): number {
    return this.counted.error
  }

  get warningCount(): number {
    return this.counted.warning
  }

  get problemCount(): number {
    return this.counted.error + this.counted.warning + this.counted.info
  }

  get problems(): ExportProblem[] {
    const { error, warning, info } = this.listed
    return [...error, ...warning, ...info].slice(0, mostListed)
  }
}
