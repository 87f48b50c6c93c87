import type { Locale } from '@/lib/i18n/locale'
import type { TagColor } from '@/lib/tags/schema'
import { type NewGroupOfTags, starterTags } from '@/lib/tags/starter'

type Words = Record<Locale, string>

const name: Words = { en: 'topic', ko: '주제' }

const topics: { slug: string; name: Words; color: TagColor; description: Words }[] = [
  {
    slug: 'products',
    name: { en: 'products', ko: '제품' },
    color: 'blue',
    description: {
      en: 'What a product can do, how it is used, whether it is in stock.',
      ko: '제품 기능, 사용법, 재고에 대한 문의입니다.',
    },
  },
  {
    slug: 'orders',
    name: { en: 'orders', ko: '주문·배송' },
    color: 'olive',
    description: {
      en: 'An order and its way to the customer.',
      ko: '주문과 배송에 대한 문의입니다.',
    },
  },
  {
    slug: 'returns',
    name: { en: 'returns', ko: '반품·환불' },
    color: 'gold',
    description: {
      en: 'Sending something back, exchanging it, the money for it.',
      ko: '반품, 교환, 환불에 대한 문의입니다.',
    },
  },
  {
    slug: 'repairs',
    name: { en: 'repairs', ko: '수리·보증' },
    color: 'orange',
    description: {
      en: 'Something is broken, and whether the warranty covers it.',
      ko: '고장과 수리, 보증에 대한 문의입니다.',
    },
  },
  {
    slug: 'account',
    name: { en: 'account', ko: '계정·결제' },
    color: 'violet',
    description: {
      en: 'Passwords, points, invoices, discounts.',
      ko: '비밀번호, 포인트, 영수증, 할인에 대한 문의입니다.',
    },
  },
  {
    slug: 'anything else',
    name: { en: 'anything else', ko: '그 밖' },
    color: 'grey',
    description: {
      en: 'Not what this assistant is for, or nobody can tell what it is.',
      ko: '이 어시스턴트의 일이 아니거나 무슨 일인지 알 수 없습니다.',
    },
  },
]

/** What a dataset starts with, and what these chats are about: so its coverage has columns at first sight. */
export function demoTags(locale: Locale): NewGroupOfTags[] {
  const tags = topics.map((tag) => ({
    ...tag,
    name: tag.name[locale],
    description: tag.description[locale],
  }))
  return [...starterTags(locale), { slug: 'topic', name: name[locale], kind: 'exclusive', tags }]
}
