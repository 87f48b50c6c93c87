/** A share as a person writes it in percent; null for an empty field, undefined for what is no share. */
export function readPercent(text: string): number | null | undefined {
  const plain = text.trim().replace(/\s*%$/, '').replace(',', '.')
  if (plain === '') return null
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(plain)) return undefined
  // by hundred-thousandths, so that 7 % is 0.07 and not 0.07000000000000001
  const share = Math.round(Number(plain) * 100) / 10_000
  return share <= 1 ? share : undefined
}

/** 0.075 as `7.5`, null as nothing. */
export function printPercent(share: number | null): string {
  return share === null ? '' : String(Math.round(share * 10_000) / 100)
}
