import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { describe, expect, test } from 'vitest'
import { config, proxy } from '@/proxy'

const address = (path: string) => `http://studio.example${path}`
const session = { headers: { cookie: 'finecut.session_token=abc' } }
const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? ''

describe('where it runs', () => {
  test.each(['/api/v1/datasets', '/api/v1/datasets/x/uploads/y', '/_next/static/chunks/a.js', '/icon.svg'])(
    'never on %s',
    (path) => {
      expect(doesMatch({ config, url: address(path), nextConfig: {} })).toBe(false)
    },
  )
  test.each([
    '/',
    '/api',
    '/sign-in',
    '/datasets/x',
    '/datasets/x/exports?new',
    '/apiary',
    '/nothing/here.html',
  ])('on %s', (path) => {
    expect(doesMatch({ config, url: address(path), nextConfig: {} })).toBe(true)
  })
})

describe('what it answers', () => {
  test('scripts run by a nonce that is new each time, never inline', () => {
    const policies = [1, 2].map(() => policyOf(proxy(new NextRequest(address('/'), session))))
    for (const policy of policies) {
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ''
      expect(scripts).toMatch(/'nonce-[A-Za-z0-9+/]{24}' 'strict-dynamic'/)
      expect(scripts).not.toContain('unsafe')
      for (const rule of [
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
      ])
        expect(policy).toContain(rule)
    }
    expect(policies[0]).not.toBe(policies[1])
  })

  test('a browser says its own nonce and path in vain', () => {
    const headers = { ...session.headers, 'content-security-policy': 'evil', 'x-finecut-path': '//evil' }
    const response = proxy(new NextRequest(address('/datasets/x?q=a'), { headers }))
    expect(response.headers.get('x-middleware-request-x-finecut-path')).toBe('/datasets/x?q=a')
    expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(policyOf(response))
  })

  test('without a session cookie a page leads to the sign-in and back', () => {
    const response = proxy(new NextRequest(address('/datasets/x?q=status%3Adraft')))
    expect(response.status).toBe(307)
    const to = new URL(response.headers.get('location')!, address('/'))
    expect(to.pathname).toBe('/sign-in')
    expect(to.searchParams.get('next')).toBe('/datasets/x?q=status%3Adraft')
  })

  test.each(['/sign-in', '/setup?token=x', '/join/x', '/reset/x', '/shared/x'])(
    '%s is open to anyone',
    (path) => {
      expect(proxy(new NextRequest(address(path))).headers.get('location')).toBeNull()
    },
  )
})
