'use client'

import { type RefObject, useEffect, useMemo } from 'react'
import { findPlaces, needlesOf } from '@/lib/query/found'
import { parseQuery } from '@/lib/query/parse'

const highlightName = 'found'
const mostPlaces = 1_000
const budgetMs = 6

/**
 * Marks in list and conversation what the query's words find. The marks are the browser's own highlights: no element
 * changes, and a browser that has none shows the text as it is. Only text under `data-text` is looked through.
 */
export function useFound(within: RefObject<HTMLElement | null>, q: string): void {
  const needles = useMemo(() => {
    const parsed = parseQuery(q)
    return parsed.ok ? needlesOf(parsed.query) : []
  }, [q])
  // outside system: what is on screen, and the browser's highlights
  useEffect(() => {
    const root = within.current
    if (!root || needles.length === 0 || !('highlights' in CSS)) return
    const known = new WeakMap<Text, { data: string; ranges: Range[] }>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const rangesOf = (node: Text): Range[] => {
      const before = known.get(node)
      if (before?.data === node.data) return before.ranges
      const ranges = findPlaces(node.data, needles, mostPlaces).map(([from, to]) => rangeOf(node, from, to))
      known.set(node, { data: node.data, ranges })
      return ranges
    }
    // a little at a time: a text of megabytes must not hold a key back
    const mark = (nodes: Iterator<Text>, found: Range[]) => {
      const until = performance.now() + budgetMs
      for (let next = nodes.next(); found.length < mostPlaces; next = nodes.next()) {
        if (next.done) break
        found.push(...rangesOf(next.value))
        if (performance.now() > until) {
          timer = setTimeout(() => mark(nodes, found))
          break
        }
      }
      CSS.highlights.set(highlightName, new Highlight(...found))
    }
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => mark(textsIn(root), []), 30)
    }
    const observer = new MutationObserver(look)
    observer.observe(root, { childList: true, characterData: true, subtree: true })
    look()
    return () => {
      observer.disconnect()
      clearTimeout(timer)
      CSS.highlights.delete(highlightName)
    }
  }, [within, needles])
}

function* textsIn(root: HTMLElement): Generator<Text> {
  for (const element of root.querySelectorAll('[data-text]')) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) yield node as Text
  }
}

function rangeOf(node: Text, from: number, to: number): Range {
  const range = new Range()
  range.setStart(node, from)
  range.setEnd(node, to)
  return range
}
