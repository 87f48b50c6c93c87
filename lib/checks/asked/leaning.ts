import { asksWhether } from './openness'

const denials =
  /\b(?:not|never|no|cannot|none|neither)\b|n['’]t\b|(?:지 않|지는 않|지 못|지는 못|수 없|없[습어이다는]|아니[에다며]|아닙|아닌|불가|(?<![가-힣])(?:안|못) )/i
// it says that nothing is wrong, or denies one case of several
const idioms =
  /\b(?:don['’]t|do not|no need to|needn['’]t) (?:worry|hesitate|forget)|\bno (?:problem|worries|matter|doubt|later|longer|more than|less than)\b|\bnot (?:only|just|at all|later|more|less)\b|\bwhy not\b|걱정|문제없|문제 없|상관없|상관 없|다름없|뿐만 아니|더할 나위/i
const limits =
  /\b(?:without|unless|except|only|if|until|when|while|though|but|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|depends?|usually|sometimes|may|might|always|every)\b|않으면|없으면|아니면|다면|으면|라면|때는|경우|외에|제외|다만|지만|보통|가끔|때로/i

/**
 * Which way the first sentence of an answer leans to a question that yes or no would answer, though it says neither: what
 * holds for some cases only leans nowhere. `isNear` says that it speaks of what was asked.
 */
export function leaningOf(
  first: string,
  question: string,
  { yes, isNear }: { yes: boolean | null; isNear: () => boolean },
): 'yes' | 'no' | null {
  if (!asksWhether(question)) return null
  const denied = denials.test(first)
  if (yes !== null) return yes ? (denied ? null : 'yes') : 'no'
  if (limits.test(first) || idioms.test(first) || first.length > 120) return null
  if (denied) return 'no'
  return isNear() ? 'yes' : null
}
