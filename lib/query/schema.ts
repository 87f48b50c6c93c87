import { z } from 'zod'
import { maxQueryLength, sorts } from './words'

export const queryText = z.string().max(maxQueryLength)
export const sort = z.enum(sorts)
