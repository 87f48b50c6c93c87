import { useFormatter } from 'next-intl'

/** Prices are in US dollars, small ones to the cent of a cent. */
export function useMoney(): (amount: number) => string {
  const format = useFormatter()
  return (amount) =>
    format.number(amount, {
      style: 'currency',
      currency: 'USD',
      maximumFractionDigits: amount !== 0 && Math.abs(amount) < 1 ? 4 : 2,
    })
}
