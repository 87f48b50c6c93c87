'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'

const safeLink = { target: '_blank', rel: 'noopener noreferrer nofollow' }

// Nothing of another host is loaded by looking at a text: images become links.
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} {...safeLink}>
      {children}
    </a>
  ),
  // a wide table scrolls in its own box
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : undefined} {...safeLink}>
      {alt || (typeof src === 'string' ? src : '')}
    </a>
  ),
}

const plugins = [remarkGfm]

/** Markdown as React elements; HTML in it stays text. Heavy: use `LazyMarkdown` where it isn't the page. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  const t = useTranslations('markdown')
  return (
    <div className={clsx('prose', className)}>
      <ReactMarkdown
        components={components}
        remarkPlugins={plugins}
        remarkRehypeOptions={{ clobberPrefix: `${useId()}-`, footnoteLabel: t('footnotes') }}
      >
        {text}
      </ReactMarkdown>
    </div>
  )
}
