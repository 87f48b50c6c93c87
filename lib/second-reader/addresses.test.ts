import { expect, test } from 'vitest'
import { checkHost, isPublic, mayConnect } from './addresses'
import { printBaseUrl, readBaseUrl } from './base-url'

const reserved = [
  ...['127.0.0.1', '127.8.8.8', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['0.0.0.0', '255.255.255.255', '224.0.0.1', '192.0.2.1', '198.18.0.1', '240.0.0.1'],
  ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1'],
  ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '[::1]'],
]

test.each(reserved)('%s is nobody’s on the internet', (address) => {
  expect(isPublic(address)).toBe(false)
  expect(mayConnect(address, false)).toBe(false)
})

test.each(['93.184.216.34', '8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is', (address) => {
  expect(mayConnect(address, false)).toBe(true)
})

test('the allowance opens this machine and its network, and no address of a special use', () => {
  for (const address of ['127.0.0.1', '::1', '192.168.1.1', 'fd00::1', '169.254.169.254', '::ffff:10.0.0.1'])
    expect(mayConnect(address, true), address).toBe(true)
  for (const address of ['0.0.0.0', '::', '224.0.0.1', '255.255.255.255', 'nonsense', ''])
    expect(mayConnect(address, true), address).toBe(false)
})

test('what a name stands for is looked at before it is kept', async () => {
  await expect(checkHost('localhost', false)).rejects.toMatchObject({ reason: 'readerPrivate' })
  await expect(checkHost('[::1]', false)).rejects.toMatchObject({ reason: 'readerPrivate' })
  await checkHost('localhost', true)
  await expect(checkHost('no-such-host.invalid', true)).rejects.toMatchObject({ reason: 'readerHostUnknown' })
})

test('numbers in other clothes are the addresses that they are', () => {
  for (const [written, host] of [
    ['https://2130706433/v1', '127.0.0.1'],
    ['https://0x7f.1/v1', '127.0.0.1'],
    ['https://[::ffff:7f00:1]/v1', '[::ffff:7f00:1]'],
  ] as const) {
    const url = readBaseUrl(written, false)
    expect(url.hostname).toBe(host)
    expect(isPublic(url.hostname)).toBe(false)
  }
})

test('a base URL is https, of no user, and has one way of writing', () => {
  expect(printBaseUrl(readBaseUrl('https://API.example.com/v1///', false))).toBe('https://api.example.com/v1')
  expect(printBaseUrl(readBaseUrl('https://example.com', false))).toBe('https://example.com')
  expect(printBaseUrl(readBaseUrl('http://127.0.0.1:11434/v1', true))).toBe('http://127.0.0.1:11434/v1')
  expect(() => readBaseUrl('http://example.com/v1', false)).toThrow(
    expect.objectContaining({ reason: 'readerNeedsHttps' }),
  )
  for (const bad of [
    ...['nonsense', 'ftp://example.com', 'file:///etc/passwd', 'javascript:alert(1)', 'https://'],
    ...[
      'https://me@example.com',
      'https://me:pw@example.com',
      'https://example.com/?a=1',
      'https://e.com/#x',
    ],
  ])
    expect(() => readBaseUrl(bad, true), bad).toThrow(expect.objectContaining({ reason: 'readerUrl' }))
})
