import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { AppError } from '@/lib/result/app-error'
import type { Actor } from './schema'
import { actorOf } from './session'

/** Who looks at this page; sends everyone else to the sign-in, to come back after it. Asked once per request. */
export const pageActor = cache(async (): Promise<Actor> => {
  const incoming = await headers()
  const actor = await actorOf(incoming)
  if (actor) return actor
  const path = incoming.get('x-finecut-path')
  redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in')
})

/** What a page reads; what isn't there, or isn't for this actor, is the "not found" page. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden')) notFound()
    throw error
  }
}
