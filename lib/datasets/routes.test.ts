import { describe, expect, test } from 'vitest'
import { GET as distributionRoute } from '@/app/api/v1/datasets/[dataset]/distribution/route'
import { PATCH as changeRoute, GET as detailRoute } from '@/app/api/v1/datasets/[dataset]/route'
import { PATCH as tagRoute } from '@/app/api/v1/datasets/[dataset]/tags/[tag]/route'
import { GET as tagsRoute } from '@/app/api/v1/datasets/[dataset]/tags/route'
import { POST as createRoute, GET as listRoute } from '@/app/api/v1/datasets/route'
import type { TagGroup } from '@/lib/tags/schema'
import { makeAccount } from '@/lib/testing/account'
import { ask } from '@/lib/testing/ask'
import { useStudio } from '@/lib/testing/studio'

describe('routes of a dataset', () => {
  useStudio()

  test('from nothing to a target on a tag, as a browser does it', async () => {
    const { cookie } = await makeAccount({ studioRole: 'owner' })
    const made = await ask(createRoute, 'POST', {
      cookie,
      body: { operationId: 'operation-1', name: 'Support' },
    })
    const dataset = String(made.body.id)
    const params = { dataset }
    expect((await ask(listRoute, 'GET', { cookie })).body.datasets).toMatchObject([
      { id: dataset, role: 'lead' },
    ])

    const body = { operationId: 'operation-2', revision: 1, guidelines: 'Be kind.' }
    expect((await ask(changeRoute, 'PATCH', { cookie, params, body })).body).toEqual({ revision: 2 })
    const stale = await ask(changeRoute, 'PATCH', {
      cookie,
      params,
      body: { ...body, operationId: 'operation-3' },
    })
    expect([stale.status, stale.error?.details]).toEqual([
      409,
      { revision: 2, name: 'Support', guidelines: 'Be kind.' },
    ])

    const groups = (await ask(tagsRoute, 'GET', { cookie, params })).body.groups as TagGroup[]
    const tag = groups[0]!.tags[0]!.id
    const target = { operationId: 'operation-4', targetMin: 0.6 }
    expect((await ask(tagRoute, 'PATCH', { cookie, params: { dataset, tag }, body: target })).status).toBe(
      200,
    )
    const wrong = { operationId: 'operation-5', targetMin: 60 }
    expect(
      (await ask(tagRoute, 'PATCH', { cookie, params: { dataset, tag }, body: wrong })).error?.code,
    ).toBe('invalid')
    const more = { ...target, operationId: 'operation-6', datasetId: 'other' }
    expect((await ask(tagRoute, 'PATCH', { cookie, params: { dataset, tag }, body: more })).status).toBe(400)
    expect((await ask(distributionRoute, 'GET', { cookie, params })).body).toMatchObject({
      by: 'examples',
      total: 0,
    })
  })

  test('are not there for others, whatever the id', async () => {
    const { cookie } = await makeAccount()
    for (const dataset of ['nonesuch', '../etc', ''])
      expect((await ask(detailRoute, 'GET', { cookie, params: { dataset } })).status).toBe(404)
    expect((await ask(detailRoute, 'GET', { params: { dataset: 'nonesuch' } })).status).toBe(401)
  })
})
