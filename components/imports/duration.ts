import { useFormatter } from 'next-intl'

/** Seconds as a person says them: seconds, else minutes, else hours. */
export function useDuration(): (seconds: number) => string {
  const format = useFormatter()
  return (seconds) => {
    const [value, unit] =
      seconds < 90
        ? [Math.max(1, seconds), 'second']
        : seconds < 5_400
          ? [seconds / 60, 'minute']
          : [seconds / 3_600, 'hour']
    return format.number(value as number, {
      style: 'unit',
      unit: unit as string,
      unitDisplay: 'short',
      maximumFractionDigits: 0,
    })
  }
}
