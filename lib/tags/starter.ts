import type { Locale } from '@/lib/i18n/locale'
import type { GroupKind, TagColor } from './schema'

type Words = Record<Locale, string>
type StarterTag = { slug: string; name: Words; color: TagColor; description: Words }
type StarterGroup = { slug: string; name: Words; kind: GroupKind; tags: StarterTag[] }

// Tags are data of the dataset once it is made, so they are written here in both languages and not in messages/.
const starter: StarterGroup[] = [
  {
    slug: 'outcome',
    name: { en: 'outcome', ko: '결과' },
    kind: 'exclusive',
    tags: [
      {
        slug: 'answer',
        name: { en: 'answer', ko: '답변' },
        color: 'blue',
        description: {
          en: 'The question is answered from what the conversation holds.',
          ko: '대화에 있는 내용으로 질문에 답합니다.',
        },
      },
      {
        slug: 'refusal',
        name: { en: 'refusal', ko: '거절' },
        color: 'orange',
        description: {
          en: 'The assistant says that it can’t or won’t do what was asked.',
          ko: '요청한 일을 할 수 없거나 하지 않겠다고 말합니다.',
        },
      },
      {
        slug: 'clarification',
        name: { en: 'clarification', ko: '되묻기' },
        color: 'violet',
        description: {
          en: 'The assistant asks for what it needs before it can answer.',
          ko: '답하기 전에 필요한 정보를 되묻습니다.',
        },
      },
    ],
  },
  {
    slug: 'edge case',
    name: { en: 'edge case', ko: '예외 입력' },
    kind: 'open',
    tags: [
      {
        slug: 'very long input',
        name: { en: 'very long input', ko: '매우 긴 입력' },
        color: 'olive',
        description: {
          en: 'A message far longer than usual, such as a pasted document.',
          ko: '붙여 넣은 문서처럼 평소보다 훨씬 긴 메시지입니다.',
        },
      },
      {
        slug: 'meaningless input',
        name: { en: 'meaningless input', ko: '무의미한 입력' },
        color: 'grey',
        description: {
          en: 'Random keys, empty words, nothing that could be answered.',
          ko: '아무렇게나 친 글자처럼 답할 내용이 없는 입력입니다.',
        },
      },
      {
        slug: 'ambiguous',
        name: { en: 'ambiguous', ko: '모호함' },
        color: 'gold',
        description: {
          en: 'It could mean several things, and the answer depends on which.',
          ko: '여러 뜻으로 읽히고, 뜻에 따라 답이 달라집니다.',
        },
      },
      {
        slug: 'prompt injection',
        name: { en: 'prompt injection', ko: '프롬프트 주입' },
        color: 'magenta',
        description: {
          en: 'Text that tries to override the assistant’s instructions.',
          ko: '어시스턴트가 받은 지시를 무시하게 하려는 글입니다.',
        },
      },
    ],
  },
  {
    slug: 'quality',
    name: { en: 'quality', ko: '품질' },
    kind: 'open',
    tags: [
      {
        slug: 'needs rewrite',
        name: { en: 'needs rewrite', ko: '다시 쓰기 필요' },
        color: 'red',
        description: {
          en: 'It would teach the wrong thing as it stands.',
          ko: '지금 그대로 학습하면 잘못된 것을 배웁니다.',
        },
      },
    ],
  },
]

export type NewGroupOfTags = {
  slug: string
  name: string
  kind: GroupKind
  tags: { slug: string; name: string; color: TagColor; description: string }[]
}

/** The tags that a new dataset starts with; `slug` is the same in every language. */
export function starterTags(locale: Locale): NewGroupOfTags[] {
  return starter.map((group) => ({
    ...group,
    name: group.name[locale],
    tags: group.tags.map((tag) => ({
      ...tag,
      name: tag.name[locale],
      description: tag.description[locale],
    })),
  }))
}
