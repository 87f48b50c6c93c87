import 'server-only'
import { cache } from 'react'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { getDataset } from '@/lib/datasets/queries'

/** The dataset of an address, for its pages and their frame; read once per request. */
export const pageDataset = cache(async (id: string) => orNotFound(getDataset(await pageActor(), id)))
