import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

// Of every answer. Pages have a policy of their own from proxy.ts, a new one each time.
const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}
const ofRoutes = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }
const listed = (headers: Record<string, string>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }))

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  serverExternalPackages: [
    'better-sqlite3',
    'pg',
    '@prisma/client',
    '@prisma/adapter-better-sqlite3',
    '@prisma/adapter-pg',
  ],
  headers: async () => [
    { source: '/:path*', headers: listed(everywhere) },
    { source: '/api/:path*', headers: listed(ofRoutes) },
  ],
  turbopack: { root: import.meta.dirname },
  // The test run has checked types before it builds; twice is waste.
  typescript: { ignoreBuildErrors: process.env.FINECUT_TYPES_CHECKED === '1' },
}

const withMessages = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  // sentences are parsed once, while building: the browser needs no parser for them
  experimental: {
    messages: { path: './messages', format: 'json', locales: ['en', 'ko'], precompile: true },
  },
})
export default withMessages(config)
