import { warmLater } from './warm-up'

export const loadBubble = warmLater(() => import('./tooltip-bubble').then((module) => module.TooltipBubble))
