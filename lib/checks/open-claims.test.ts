import { expect, it } from 'vitest'
import { openClaim, openKoreanClaims } from './open-claims'

it.each([
  ['rerouted your parcel to the neighbour.', 'change'],
  ['nudge the depot about it.', 'hand-over'],
  ['have a word with our warehouse.', 'hand-over'],
  ['dig through our logs.', 'look-up'],
  ['buzz you at seven.', 'follow-up'],
  ['explain your bill line by line.', null],
  ['summarise this for you.', null],
  ['have a look at your essay.', null],
  ['swapped the two words.', null],
])('after “I’ll”, “I’ve”, “let me”: %s is %s', (rest, kind) =>
  expect(openClaim(rest)?.kind ?? null).toBe(kind),
)

it.each([
  ['방문을 화요일로 옮겨 드렸어요.', 'change'],
  ['지점에 단단히 말해 두겠습니다.', 'hand-over'],
  ['창고에 다녀오고 올게요.', 'look-up'],
  ['방금 서류를 부쳤습니다.', 'change'],
  ['담당자가 곧 내려갑니다.', 'hand-over'],
  ['자세히 설명해 드릴게요.', null],
  ['문장을 짧게 옮겨 드릴게요.', null],
  ['방금 설명했습니다.', null],
  ['좋은 친구를 뒀네요.', null],
  ["'자리 빼 두었어'라고 하세요.", null],
  ['약을 발라 드릴게요.', 'act'],
  ['마음을 들었다 놨다 하네요.', null],
])('%s is %s', (sentence, kind) => expect(openKoreanClaims(sentence)[0]?.kind ?? null).toBe(kind))
