import { describe, expect, test } from 'vitest'
import { readTrustedProxies, tellCaller } from './caller.mjs'

const call = (remoteAddress, headers, proxies = '') => {
  const request = { socket: { remoteAddress }, headers: { host: 'studio.test', ...headers } }
  const id = tellCaller(request, readTrustedProxies(proxies))
  return { ...request.headers, id }
}

describe('who is calling', () => {
  test('is the connection’s address, whatever its headers say', () => {
    const told = call('203.0.113.9', {
      'x-forwarded-for': '198.51.100.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'elsewhere.example',
      'x-real-ip': '198.51.100.1',
      forwarded: 'for=198.51.100.1',
      'x-request-id': 'chosen-by-the-caller',
    })
    expect(told).toMatchObject({ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'http' })
    expect(Object.keys(told)).not.toContain('x-real-ip')
    expect(Object.keys(told)).not.toContain('forwarded')
    expect(Object.keys(told)).not.toContain('x-forwarded-host')
    expect(told['x-request-id']).not.toBe('chosen-by-the-caller')
    expect(told.id).toBe(told['x-request-id'])
  })

  test('is what a trusted proxy says', () => {
    const headers = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      'x-request-id': 'proxy-1234',
    }
    expect(call('127.0.0.1', headers, '127.0.0.1')).toMatchObject({
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      id: 'proxy-1234',
    })
    expect(call('::ffff:10.1.2.3', headers, '127.0.0.1, 10.0.0.0/8')).toMatchObject({
      'x-forwarded-for': '203.0.113.9',
    })
  })

  test('is the last address that no trusted proxy has: what a caller wrote before it is not believed', () => {
    const headers = { 'x-forwarded-for': '192.0.2.1, 203.0.113.9, 10.0.0.7' }
    expect(call('127.0.0.1', headers, 'loopback 10.0.0.0/8')['x-forwarded-for']).toBe('203.0.113.9')
  })

  test('is nobody where the connection is gone', () => {
    const told = call(undefined, { 'x-forwarded-for': '198.51.100.1' }, '127.0.0.1')
    expect(told).not.toHaveProperty('x-forwarded-for')
    expect(told.id).toBeTruthy()
  })

  test('an id that is no id is made anew', () => {
    for (const id of ['short', 'x'.repeat(65), 'with blanks in it', 'line\nbreak-12345'])
      expect(call('127.0.0.1', { 'x-request-id': id }, '127.0.0.1').id).toMatch(/^[A-Za-z0-9_-]{12}$/)
  })
})
