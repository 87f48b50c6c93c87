'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { useShortcutRegistry } from '@/components/ui/shortcuts'
import { checkIds } from '@/lib/checks/words'
import type { DatasetDetail } from '@/lib/datasets/schema'
import { keysOf, type ShortcutId } from '@/lib/shortcuts/table'
import { datasetsQuery } from './datasets-query'
import { sections } from './sections'

// Commands that take a key to know what they do, or would open what is open.
const notHere: ReadonlySet<ShortcutId> = new Set(['example.tag', 'turn.tag', 'palette'])

export function Palette({
  open,
  onOpenChange,
  dataset,
  isOwner,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  dataset?: DatasetDetail
  isOwner: boolean
}) {
  const t = useTranslations('shell')
  const tKeys = useTranslations('shortcuts')
  const router = useRouter()
  const registry = useShortcutRegistry()
  const { data: datasets } = useQuery({ ...datasetsQuery, enabled: open })
  const commands = open ? registry.listActive().filter((id) => !notHere.has(id)) : []

  // closes first, so that focus is back on the page when the command runs
  const choose = (act: () => void) => () => {
    onOpenChange(false)
    setTimeout(act)
  }
  const goTo = (href: string) => choose(() => router.push(href))

  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[10dvh] z-40 mx-auto max-w-140 animate-appear overflow-hidden rounded-xl border border-line bg-panel shadow-lift outline-none"
        >
          <Radix.Title className="sr-only">{tKeys('palette')}</Radix.Title>
          <Command label={tKeys('palette')} loop>
            <Command.Input
              placeholder={t('palette.placeholder')}
              className="h-11 w-full border-line border-b bg-transparent px-4 text-sm outline-none pointer-coarse:text-[1rem]"
            />
            <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-2.5 py-6 text-center text-ink-3">
                {t('palette.empty')}
              </Command.Empty>
              {commands.length > 0 && (
                <Group heading={t('palette.commands')}>
                  {commands.map((id) => (
                    <Item key={id} value={`${tKeys(id)} ${id}`} onSelect={choose(() => registry.run(id))}>
                      <span className="flex-1">{tKeys(id)}</span>
                      {keysOf(id) && <Kbd keys={keysOf(id)!} />}
                    </Item>
                  ))}
                </Group>
              )}
              {dataset && (
                <Group heading={dataset.name}>
                  {sections.map(({ id, path }) => (
                    <Item
                      key={id}
                      value={`${t(`sections.${id}`)} ${id}`}
                      onSelect={goTo(`/datasets/${dataset.id}${path}`)}
                    >
                      {t(`sections.${id}`)}
                    </Item>
                  ))}
                  {dataset.role === 'lead' && (
                    <Item
                      value={`${t('palette.share')} share`}
                      onSelect={choose(() => router.push(shareHref(dataset.id)))}
                    >
                      {t('palette.share')}
                    </Item>
                  )}
                </Group>
              )}
              <Group heading={t('palette.datasets')}>
                {datasets
                  ?.filter((row) => row.state === 'active' && row.id !== dataset?.id)
                  .map((row) => (
                    <Item key={row.id} value={`${row.name} ${row.id}`} onSelect={goTo(`/datasets/${row.id}`)}>
                      {row.name}
                    </Item>
                  ))}
                <Item value={`${t('allDatasets')} datasets`} onSelect={goTo('/')}>
                  {t('allDatasets')}
                </Item>
              </Group>
              <Group heading={t('palette.studio')}>
                <Item value={`${t('account.profile')} profile`} onSelect={goTo('/profile')}>
                  {t('account.profile')}
                </Item>
                {isOwner && (
                  <>
                    <Item value={`${t('account.people')} people`} onSelect={goTo('/people')}>
                      {t('account.people')}
                    </Item>
                    <Item value={`${t('account.backups')} backups`} onSelect={goTo('/backups')}>
                      {t('account.backups')}
                    </Item>
                  </>
                )}
              </Group>
              {dataset && <FindingItems datasetId={dataset.id} goTo={goTo} />}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** What checks found, by check and by severity, on the page of findings. */
function FindingItems({ datasetId, goTo }: { datasetId: string; goTo: (href: string) => () => void }) {
  const t = useTranslations('shell.palette')
  const checks = useTranslations('checks')
  const severities = useTranslations('quality.severityUp')
  const here = `/datasets/${datasetId}/findings`
  return (
    <Group heading={t('findings')}>
      <Item
        value={`${t('withFindings')} finding`}
        onSelect={goTo(`/datasets/${datasetId}?q=${encodeURIComponent('finding:any')}`)}
      >
        {t('withFindings')}
      </Item>
      {(['error', 'warning'] as const).map((severity) => {
        const name = t('findingsOf', { which: severities(severity) })
        return (
          <Item
            key={severity}
            value={`${name} severity:${severity}`}
            onSelect={goTo(`${here}?severity=${severity}`)}
          >
            {name}
          </Item>
        )
      })}
      {checkIds.map((check) => {
        const name = t('findingsOf', { which: checks(`${check}.name`) })
        return (
          <Item key={check} value={`${name} finding:${check}`} onSelect={goTo(`${here}?check=${check}`)}>
            {name}
          </Item>
        )
      })}
    </Group>
  )
}

/** Where a share link to what the address shows is made: the open example, else the filter, else the dataset. */
function shareHref(datasetId: string): string {
  const here = new URLSearchParams(window.location.search)
  const [example, q] = [here.get('example'), here.get('q')]
  const what = new URLSearchParams({ share: example ? 'example' : q ? 'view' : 'dataset' })
  if (example) what.set('number', example)
  else if (q) what.set('q', q)
  return `/datasets/${datasetId}/members?${what}`
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  )
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-8 cursor-pointer items-center gap-3 rounded-md px-2.5 data-[selected=true]:bg-hover pointer-coarse:min-h-10"
    >
      {children}
    </Command.Item>
  )
}
