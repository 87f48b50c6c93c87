'use client'

import clsx from 'clsx'
import ReactMarkdown, { type Components } from 'react-markdown'

const safeLink = { target: '_blank', rel: 'noopener noreferrer nofollow' }

// Nothing of another host is loaded by looking at a text: images become links.
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} {...safeLink}>
      {children}
    </a>
  ),
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : undefined} {...safeLink}>
      {alt || (typeof src === 'string' ? src : '')}
    </a>
  ),
}

/** Markdown as React elements; HTML in it stays text. Heavy: load it with `next/dynamic` where it isn't the page. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={clsx('prose', className)}>
      <ReactMarkdown components={components}>{text}</ReactMarkdown>
    </div>
  )
}
