import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  serverExternalPackages: ['better-sqlite3', '@prisma/client', '@prisma/adapter-better-sqlite3'],
  turbopack: { root: import.meta.dirname },
  // The test run has checked types before it builds; twice is waste.
  typescript: { ignoreBuildErrors: process.env.FINECUT_TYPES_CHECKED === '1' },
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
