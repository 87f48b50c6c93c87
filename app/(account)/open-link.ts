import 'server-only'
import { getLink } from '@/lib/people/queries'
import { type LinkInfo, linkToken } from '@/lib/people/schema'
import { AppError } from '@/lib/result/app-error'

/** What a link's page needs; null for a link that doesn't work (any more). */
export async function openLink(
  kind: LinkInfo['kind'],
  given: string | string[] | undefined,
): Promise<(LinkInfo & { token: string }) | null> {
  const token = linkToken.safeParse(given)
  if (!token.success) return null
  try {
    const link = await getLink(token.data)
    return link.kind === kind ? { ...link, token: token.data } : null
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
