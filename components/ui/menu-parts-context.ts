'use client'

import { createContext, use } from 'react'
import { warmLater } from './warm-up'

export type MenuParts = typeof import('radix-ui/dropdown-menu')

/** What menus are made of: fetched when a person first comes near one. */
export const loadMenuParts = warmLater((): Promise<MenuParts> => import('radix-ui/dropdown-menu'))

const MenuPartsContext = createContext<MenuParts | null>(null)
export const MenuPartsProvider = MenuPartsContext.Provider

export function useMenuParts(): MenuParts {
  const parts = use(MenuPartsContext)
  if (!parts) throw new Error('an item outside of a menu')
  return parts
}
