import type { Json, Message } from '@/lib/conversations/schema'
import { textOf } from '@/lib/conversations/summary'
import { bedrockNova as target } from '@/lib/conversations/targets/bedrock-nova'
import { imageUrls } from '@/lib/conversations/targets/turn-rules'
import type { Format } from '../format'
import { systemAndTurns } from '../messages-out'
import { beyondText, notAlternating, tools } from '../not-carried'

function contentOf(message: Message): Json[] {
  const text = textOf(message)
  const images = imageUrls(message).map((uri) => {
    const ending = uri.slice(uri.lastIndexOf('.') + 1).toLowerCase()
    return { image: { format: ending === 'jpg' ? 'jpeg' : ending, source: { s3Location: { uri } } } }
  })
  return [...(text === '' && images.length > 0 ? [] : [{ text }]), ...images]
}

/** FORMATS 2.9, as the Converse API writes a conversation; images are addresses in S3. */
export const bedrockNova = {
  name: 'bedrock-nova',
  label: 'Bedrock Nova',
  kind: 'chat',
  group: 'provider',
  extension: 'jsonl',
  weights: { learns: 'all' },
  target,
  notCarried: (conversation) => [
    ...beyondText(conversation).filter(({ what }) => what !== 'images' && what !== 'parts'),
    ...tools(conversation),
    ...notAlternating(conversation),
  ],
  write: (conversation) => {
    const { system, turns } = systemAndTurns(conversation)
    return [
      JSON.stringify({
        schemaVersion: 'bedrock-conversation-2024',
        ...(system === null ? {} : { system: [{ text: system }] }),
        messages: turns.map((message) => ({ role: message.role, content: contentOf(message) })),
      }),
    ]
  },
  snippet: ({ train, test }) => ({
    language: 'shell',
    text: `# BUCKET and ROLE_ARN are set
aws s3 cp ${train} s3://$BUCKET/${train}
${test ? `aws s3 cp ${test} s3://$BUCKET/${test}\n` : ''}aws bedrock create-model-customization-job \\
  --job-name finecut --custom-model-name finecut --role-arn $ROLE_ARN \\
  --base-model-identifier amazon.nova-lite-v1:0:300k \\
  --customization-type FINE_TUNING \\
  --training-data-config s3Uri=s3://$BUCKET/${train} \\
${test ? `  --validation-data-config 'validators=[{s3Uri=s3://'$BUCKET'/${test}}]' \\\n` : ''}  --output-data-config s3Uri=s3://$BUCKET/out/ \\
  --hyper-parameters epochCount=2
`,
  }),
} as const satisfies Format
