import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import type { BalancePlan } from '@/lib/balance/schema'
import { type BalanceView, planOfView, readView, writeView } from '@/lib/balance/view'
import { fetchBalance } from '@/lib/exports/client'
import type { Recipe } from '@/lib/exports/schema'
import type { Failure } from '@/lib/result/schema'
import { fetchTagGroups } from '@/lib/tags/client'
import type { TagGroup } from '@/lib/tags/schema'

/** What the address says, and the way to change it. */
export function useBalanceView(
  usual: BalanceView['status'],
): [BalanceView, (part: Partial<BalanceView>) => void] {
  const params = useSearchParams()
  const view = useMemo(() => readView(new URLSearchParams(params), usual), [params, usual])
  const change = useCallback(
    (part: Partial<BalanceView>) => {
      const now = readView(new URLSearchParams(window.location.search), usual)
      const address = writeView({ ...now, ...part }, usual)
      window.history.replaceState(null, '', `${window.location.pathname}${address}`)
    },
    [usual],
  )
  return [view, change]
}

export function useTagGroups(datasetId: string, initial: TagGroup[]): TagGroup[] {
  const { data } = useQuery({
    queryKey: ['tags', datasetId],
    queryFn: async ({ signal }) => {
      const result = await fetchTagGroups(datasetId, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.groups
    },
    initialData: initial,
  })
  return data
}

/** The recipe of a view: what an export begins with, and the plan. */
export function recipeOfView(base: Recipe, view: BalanceView, groups: readonly TagGroup[]) {
  return {
    ...base,
    status: view.status,
    q: view.q.trim() === '' ? undefined : view.q,
    seed: view.seed ?? base.seed,
    balance: planOfView(view, groups),
  }
}

/** What the plan of a recipe would do; the last answer stays while a new one is made. */
export function usePlan(
  datasetId: string,
  recipe: ReturnType<typeof recipeOfView>,
): { plan: BalancePlan | null; failure: Failure | null; pending: boolean } {
  const { data, isFetching } = useQuery({
    queryKey: ['balance', datasetId, recipe],
    queryFn: ({ signal }) => fetchBalance(datasetId, recipe, 0, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  return {
    plan: data?.ok ? data.value : null,
    failure: data && !data.ok ? data.error : null,
    pending: isFetching,
  }
}
