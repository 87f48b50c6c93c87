'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { useShortcuts } from '@/components/ui/shortcuts'
import type { Cluster } from '@/lib/duplicates/schema'
import { ClusterItem } from './cluster-item'
import { useDuplicatesRoom } from './duplicates-context'

export const idOf = (cluster: Cluster): number => cluster.numbers[0]!

/** Clusters with what can be done about one, about those that are ticked, or about all of them. */
export function ClusterList({ clusters, all }: { clusters: Cluster[]; all: number }) {
  const t = useTranslations('duplicates')
  const { mayDecide, keep, apart } = useDuplicatesRoom()
  const [kept, setKept] = useState<ReadonlyMap<number, number>>(new Map())
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [asksAll, setAsksAll] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const keptOf = (cluster: Cluster) => {
    const chosen = kept.get(idOf(cluster))
    return chosen !== undefined && cluster.numbers.includes(chosen) ? chosen : cluster.keep
  }
  const choiceOf = (cluster: Cluster) => {
    const stays = keptOf(cluster)
    return { keep: stays, rest: cluster.numbers.filter((number) => number !== stays) }
  }
  const chosen = clusters.filter((cluster) => ticked.has(idOf(cluster)))
  const excluded = (some: Cluster[]) => some.reduce((sum, { numbers }) => sum + numbers.length - 1, 0)
  const keepOf = (some: Cluster[]) => void keep(some.map(choiceOf), excluded(some))
  const apartOf = (some: Cluster[]) => {
    const examples = some.reduce((sum, { numbers }) => sum + numbers.length, 0)
    const sets = some.map(({ numbers }) => ({ numbers, of: numbers }))
    void apart(sets, t('undo.apart', { count: examples }))
  }
  const tick = (cluster: Cluster, on: boolean) =>
    setTicked((now) => new Set(on ? [...now, idOf(cluster)] : [...now].filter((id) => id !== idOf(cluster))))

  const items = () => [...(list.current?.querySelectorAll<HTMLElement>(':scope > li') ?? [])]
  const focused = () => items().findIndex((item) => item.contains(document.activeElement))
  const move = (step: number) => {
    const at = focused()
    items()[at < 0 ? 0 : Math.max(0, Math.min(clusters.length - 1, at + step))]?.focus()
  }
  const onFocused = (act: (cluster: Cluster) => void) => () => {
    const cluster = clusters[focused()]
    if (cluster) act(cluster)
  }
  useShortcuts({
    'example.next': () => move(1),
    'example.previous': () => move(-1),
    ...(mayDecide
      ? {
          'list.select': onFocused((cluster) => tick(cluster, !ticked.has(idOf(cluster)))),
          'list.selectAll': () => setTicked(new Set(clusters.map(idOf))),
          'list.selectNone': () => setTicked(new Set()),
          'review.exclude': onFocused((cluster) => keepOf([cluster])),
          'cluster.apart': onFocused((cluster) => apartOf([cluster])),
        }
      : {}),
  })

  return (
    <div className="grid gap-2">
      {mayDecide && (
        <div className="flex flex-wrap items-center gap-2 border-line border-t pt-4">
          <Checkbox
            label={t('bulk.page', { count: clusters.length })}
            checked={chosen.length === clusters.length}
            onChange={(event) => setTicked(new Set(event.target.checked ? clusters.map(idOf) : []))}
            className="mr-auto"
          />
          {chosen.length > 0 && (
            <>
              <Button size="sm" variant="primary" onClick={() => keepOf(chosen)}>
                {t('bulk.keep', { clusters: chosen.length, count: excluded(chosen) })}
              </Button>
              <Button size="sm" onClick={() => apartOf(chosen)}>
                {t('bulk.apart', { clusters: chosen.length })}
              </Button>
            </>
          )}
          {chosen.length === 0 && all > 1 && (
            <Button size="sm" onClick={() => setAsksAll(true)}>
              {t('bulk.all', { count: all })}
            </Button>
          )}
        </div>
      )}
      <ul ref={list} className="grid">
        {clusters.map((cluster) => (
          <ClusterItem
            key={idOf(cluster)}
            cluster={cluster}
            kept={keptOf(cluster)}
            ticked={ticked.has(idOf(cluster))}
            onTick={(on) => tick(cluster, on)}
            onKept={(number) => setKept((now) => new Map(now).set(idOf(cluster), number))}
            onKeep={() => keepOf([cluster])}
            onApart={() => apartOf([cluster])}
          />
        ))}
      </ul>
      {asksAll && (
        <Dialog
          open
          onOpenChange={setAsksAll}
          title={t('all.title', { count: all })}
          description={t('all.text')}
          actions={
            <>
              <Button onClick={() => setAsksAll(false)}>{t('all.back')}</Button>
              <Button
                variant="primary"
                onClick={() => {
                  setAsksAll(false)
                  void keep('all', all)
                }}
              >
                {t('all.do', { count: all })}
              </Button>
            </>
          }
        />
      )}
    </div>
  )
}
