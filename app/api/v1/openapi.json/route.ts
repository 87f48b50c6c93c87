import { openApi } from '@/lib/openapi/schema'
import { route } from '@/lib/result/route'
import { readApiDescription } from '@/lib/studio/api-description'

export const GET = route({ access: 'anyone', answer: openApi }, () => readApiDescription())
