import { PHASE_PRODUCTION_SERVER } from 'next/constants.js'

// JavaScript, and the plugin only where something is built: a server that has to read TypeScript, or that loads the
// plugin, holds two compilers in its memory for nothing.

// Of every answer. Pages have a policy of their own from proxy.ts, a new one each time.
const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}
const ofRoutes = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }
/** @param {Record<string, string>} headers */
const listed = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }))

/** @type {import('next').NextConfig} */
const config = {
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
    // not of /api itself, which is a page
    { source: '/api/:path+', headers: listed(ofRoutes) },
  ],
  // a route is loaded at its first request: all of them take a second and 20 MB
  experimental: { preloadEntriesOnStart: false },
  turbopack: { root: import.meta.dirname },
  // The test run has checked types before it builds; twice is waste.
  typescript: { ignoreBuildErrors: process.env.FINECUT_TYPES_CHECKED === '1' },
}

/** @param {string} phase */
export default async function configure(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config
  const { default: createNextIntlPlugin } = await import('next-intl/plugin')
  const withMessages = createNextIntlPlugin({
    requestConfig: './lib/i18n/request.ts',
    // sentences are parsed once, while building: the browser needs no parser for them
    experimental: {
      messages: { path: './messages', format: 'json', locales: ['en', 'ko'], precompile: true },
    },
  })
  return withMessages(config)
}
