import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ShellPanel } from '@/components/shell/shell-panel'
import { pageDataset } from './dataset'

type Props = { params: Promise<{ dataset: string }>; children: ReactNode }

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  // one that isn't there says so on the page, which needs a title all the same
  const name = await pageDataset((await params).dataset).then(
    (dataset) => dataset.name,
    () => null,
  )
  return name === null
    ? { title: 'Finecut' }
    : { title: { default: name, template: `%s · ${name} · Finecut` } }
}

export default async function DatasetLayout({ params, children }: Props) {
  const dataset = await pageDataset((await params).dataset)
  return <ShellPanel dataset={dataset}>{children}</ShellPanel>
}
