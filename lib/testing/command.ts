/** Runs `finecut` in this process, on the data folder of the environment. */
export async function finecut(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  // not before a test has said where the data is
  const { runCommand } = await import('@/cli/command')
  const [out, error]: [string[], string[]] = [[], []]
  const code = await runCommand(args, { out: (text) => out.push(text), error: (text) => error.push(text) })
  return { code, out: out.join(''), error: error.join('') }
}
