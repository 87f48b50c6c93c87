'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Note } from '@/components/ui/note'
import { Page, Section } from '@/components/ui/page'
import { listImports } from '@/lib/imports/client'
import type { ImportRow } from '@/lib/imports/schema'
import { getUpload, removeUpload } from '@/lib/uploads/client'
import { maxUploadBytes } from '@/lib/uploads/schema'
import { DropArea, usePageDrop } from './drop-area'
import { ImportItem } from './import-item'
import { KeptNote } from './kept-note'
import { keepUpload, readKeptUpload } from './kept-upload'
import { UploadPanel } from './upload-panel'
import { useUpload } from './use-upload'

/** Files in: upload, look, import; and what came in before. `closed` says why nothing can be started here. */
export function ImportsView({
  datasetId,
  closed,
  initial,
}: {
  datasetId: string
  closed: 'notForYou' | 'closed' | null
  initial: ImportRow[]
}) {
  const t = useTranslations('imports')
  const queries = useQueryClient()
  const upload = useUpload(datasetId)
  const [latest, setLatest] = useState<string | null>(null)
  const [remark, setRemark] = useState<string | null>(null)
  const { data: imports } = useQuery({
    queryKey: ['imports', datasetId],
    queryFn: async () => {
      const result = await listImports(datasetId)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.imports
    },
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some((row) => row.state === 'running') ? 700 : false),
  })
  const { data: kept } = useQuery({
    queryKey: ['kept-upload', datasetId],
    enabled: closed === null && upload.state.phase === 'idle',
    queryFn: async () => {
      const begun = readKeptUpload(datasetId)
      const found = begun && (await getUpload(datasetId, begun.uploadId))
      if (found && !found.ok && found.error.code === 'not_found') keepUpload(datasetId, null)
      return found?.ok ? found.value : null
    },
  })
  const refresh = () => queries.invalidateQueries({ queryKey: ['imports', datasetId] })
  const forgetKept = () => queries.setQueryData(['kept-upload', datasetId], null)

  function take(files: File[]) {
    const [file] = files
    if (!file) return
    const name = file.name
    if (file.size === 0) return setRemark(t('drop.empty', { name }))
    if (file.size > maxUploadBytes) return setRemark(t('drop.tooLarge', { name }))
    setRemark(files.length > 1 ? t('drop.one') : null)
    void upload.begin(file)
  }
  const over = usePageDrop(closed === null && upload.state.phase === 'idle' ? take : null)

  function discardKept() {
    if (kept) void removeUpload(datasetId, kept.id)
    keepUpload(datasetId, null)
    forgetKept()
  }

  const { state } = upload
  return (
    <Page title={t('title')} lede={t('lede')}>
      {remark && (
        <Note tone="warn" role="alert">
          {remark}
        </Note>
      )}
      {closed !== null ? (
        <Note>{t(`drop.${closed}`)}</Note>
      ) : state.phase === 'idle' ? (
        <DropArea over={over} onFiles={take}>
          {kept && <KeptNote upload={kept} onDiscard={discardKept} />}
        </DropArea>
      ) : (
        <UploadPanel
          key={state.file.name}
          datasetId={datasetId}
          upload={state}
          onAgain={() => void upload.begin(state.file)}
          onDiscard={() => {
            upload.leave(false)
            forgetKept()
          }}
          onStarted={(importId) => {
            upload.leave(true)
            forgetKept()
            setLatest(importId)
            void refresh()
          }}
        />
      )}
      <Section title={t('past.title')} lede={imports.length === 100 ? t('past.lede') : undefined}>
        {imports.length === 0 && <p className="text-ink-2">{t('past.none')}</p>}
        <ul className="grid">
          {imports.map((row, place) => (
            <ImportItem
              // opened once it has ended
              key={`${row.id} ${row.state === 'running'}`}
              datasetId={datasetId}
              row={row}
              latest={row.id === latest}
              mayCancel={closed === null}
              waits={imports.slice(place + 1).some((older) => older.state === 'running')}
              onChanged={() => void refresh()}
            />
          ))}
        </ul>
      </Section>
    </Page>
  )
}
