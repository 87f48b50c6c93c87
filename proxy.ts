import { type NextRequest, NextResponse } from 'next/server'

const development = process.env.NODE_ENV === 'development'

/** One policy a request. Scripts run by nonce only; styles may be inline, since libraries set style attributes. */
function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    // React explains its errors by eval while it is developed, never in a build
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const openToAnyone = /^\/(sign-in|setup|join|reset|shared)(\/|$)/

/**
 * The content policy of pages, and a way to the sign-in for who has no session cookie: a comfort, never the lock (pages and
 * routes ask the database).
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const hasCookie = request.cookies.getAll().some(({ name }) => name.endsWith('finecut.session_token'))
  const secured = (response: NextResponse, policy: string) => {
    response.headers.set('content-security-policy', policy)
    return response
  }

  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
  const policy = contentPolicy(nonce)
  if (!hasCookie && !openToAnyone.test(pathname)) {
    const to = new URL('/sign-in', request.nextUrl)
    if (pathname !== '/' || search) to.searchParams.set('next', pathname + search)
    return secured(NextResponse.redirect(to), policy)
  }
  const headers = new Headers(request.headers)
  // Next reads the nonce from here and puts it on its scripts
  headers.set('content-security-policy', policy)
  headers.set('x-finecut-path', pathname + search)
  return secured(NextResponse.next({ request: { headers } }), policy)
}

// It must never match what is under /api: Next would cut request bodies there at 10 MB and say nothing. /api is a page.
export const config = {
  matcher: ['/((?!api/|_next/static/|_next/image|favicon\\.ico$|icon\\.svg$).*)'],
}
