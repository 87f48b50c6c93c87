import type { Around, Claim } from './claims'
import { openClaim } from './open-claims'
import type { CapabilityKind, NamedKind } from './words'

const adverbs =
  '(?:(?:also|just|now|then|gladly|certainly|personally|immediately|quickly|definitely|already|happily|absolutely|still|even|always|first|go ahead and|gone ahead and|went ahead and|make sure to|be sure to|be happy to|be glad to|be able to|try to|quickly) ){0,3}'
const modal =
  "(?:I|we)(?:['’]ll| will| can| could|['’]d be (?:happy|glad) to| would be (?:happy|glad) to|['’]m going to| am going to|['’]re going to| are going to|['’]m (?:happy|glad) to|['’]m able to| am able to| shall|['’]d like to) "
const offer =
  "(?:let me|allow me to|shall I|should I|would you like me to|do you want me to|want me to|like me to|can I|could I|may I|while I|once I|happy to|glad to|please let me|let['’]s have me) "
const perfect = "(?:I|we)(?:['’]ve| have) "
const progressive = "(?:I|we)(?:['’]m| am|['’]re| are) "
const past = '(?:I|we) '

const frames: [RegExp, 'base' | 'past' | 'ing'][] = [
  [new RegExp(`\\b(?:${modal}|${offer})${adverbs}`, 'gi'), 'base'],
  [new RegExp(`\\b${perfect}${adverbs}`, 'gi'), 'past'],
  [new RegExp(`\\b${progressive}${adverbs}`, 'gi'), 'ing'],
  [new RegExp(`\\b${past}${adverbs}`, 'gi'), 'past'],
  [/^(?:(?:ok(?:ay)?|sure|great|alright|perfect|of course)[,.!]? (?:I['’]m )?)?/gi, 'ing'],
]

const staff =
  '(?:[a-z-]{1,20} ){0,2}(?:team|department|manager|supervisor|agents?|colleagues?|specialists?|staff|crew|engineers?|technicians?|experts?|representatives?|operators?|person|human|driver|courier|office|someone|landlord|teacher|instructor|doctor|nurse|provider|seller|vendor|warehouse|support|developers?)'
const things =
  '(?:[a-z0-9%$€£.-]{1,20} ){0,3}(?:account|order|booking|reservation|subscription|password|profile|details|plan|record|number|address|appointment|payment|delivery|membership|e-?mail|settings?|preferences?|ticket|seat|room|flight|card|policy|shipment|registration|enrol?lment|entry|calendar|listing)s?\\b'
const records =
  '(?:[a-z0-9-]{1,20} ){0,3}(?:systems?|records?|database|inventory|stock|accounts?|orders?|schedules?|calendar|availability|status|history|files?|profile|reservations?|bookings?|payments?|shipments?|logs|catalogue|catalog|listings?|warehouse|prices|web|internet)\\b'

const verbs: [CapabilityKind, RegExp][] = Object.entries({
  send: [
    `(?:e-?mail|mail)(?:ed|ing)? (?!is\\b|was\\b|address)`,
    `(?:text|messag|dm)(?:e|ed|ing)? (?:you|him|her|them|everyone)\\b`,
    `(?:send|sent|sending) (?!for\\b)`,
    `(?:ship|shipped|shipping|deliver|delivered|mail out|dispatch|dispatched) (?:you|your|it|a|the|that)\\b`,
    `drop(?:ped|ping)? (?:you|him|her|them) (?:a|an) `,
  ],
  call: [
    `(?:call|phone|ring)(?:ed|ing)? (?:you|him|her|them|back|${staff}|(?:the|our|your) ${staff})\\b`,
    `(?:give|gave|given|giving) (?:you|him|her|them|the [a-z]{1,20}) a (?:quick )?(?:call|ring)`,
  ],
  book: [
    `(?:book|reserve|hold)(?:ed|d|ing)? (?:you|a|an|the|your|it|that|this|one|both|two|in)\\b`,
    `(?:make|made|making) (?:a|the|your|that) (?:[a-z]{1,20} )?(?:reservation|booking|appointment)`,
    `(?:schedule|arrange|organi[sz]e|reschedule|set up)(?:d|ing)? (?:(?:a|an|your|the|that|it|this)\\b)`,
    `(?:set|setting|add|added|adding|create|created) (?:up )?(?:a|an|your|the|that) (?:[a-z]{1,20} )?(?:reminder|alarm|alert|timer|notification|calendar|event|appointment|meeting)`,
    'remind(?:ed|ing)? you',
  ],
  refund: [
    `(?:refund|reimburse|compensate)(?:ed|d|ing)? (?:you|your|the|that|it|both|this)\\b`,
    `credit(?:ed|ing)? (?:you|your|the|it|that)\\b`,
    `(?:issue|process|initiate|approve|start|authori[sz]e)(?:d|ed|ing)? (?:a|an|the|your|you|that|this) (?:[a-z]{1,20} ){0,2}(?:refund|credit|replacement|voucher|return|order|payment|cancell?ation|exchange|request|reimbursement|claim)`,
    `(?:apply|applied|applying|add|added|adding|give|given|gave|offer|offered) (?:you )?(?:a|an|the|your) (?:[a-z0-9%$€£.-]{1,12} ){0,3}(?:discount|credit|coupon|voucher|refund|bonus|points)`,
    `waive(?:d|ing)? `,
  ],
  change: [
    `(?:cancel|cancell|updat|chang|modif|amend|correct|reset|activat|deactivat|delet|remov|upgrad|downgrad|lock|unlock|block|freez|frozen|renew|extend|edit|clos|reactivat|switch|replac|add|put)(?:y|e|ed|ied|ted|ing|ting|led|ling)? (?:(?:your|the|that|this|both|it|you|on|to|for) )${things}`,
    `(?:cancel|cancell)(?:ed|ing)? (?:it|that|this|both|them|your)\\b`,
    `(?:put|putting|add|added|adding) (?:[a-z0-9]{1,20} ){1,3}(?:to|on|in) (?:your|the) (?:[a-z]{1,20} )?(?:list|cart|basket|calendar|wishlist|playlist)\\b`,
    `(?:place|placed|placing) (?:an|the|your|that) (?:[a-z]{1,20} )?order`,
    `(?:enrol|enroll|register|sign)(?:ed|led|ing)? you\\b`,
  ],
  'look-up': [
    `(?:look|looked|looking) (?:(?:that|it|this|them|these|those|your [a-z]{1,20}(?: [a-z]{1,20})?|the [a-z]{1,20}|you) )?up\\b`,
    `(?:look|looked|looking) into (?:it|this|that|your|the)\\b`,
    `(?:check|checked|checking|review|reviewed|reviewing|access|accessed|accessing|verify|verified|search|searched|searching|consult|see|query|queried|scan|scanned) (?:in |through |on )?(?:our|the|your|my|for your) ${records}`,
    `(?:check|checked|checking) (?:with|on) (?:our|the|my|your|that|this|it)\\b`,
    `(?:search|searched|searching|browse|browsed|browsing) (?:the|online|for)\\b`,
    `(?:pull|pulled|pulling|bring|brought) up (?:your|the|that)\\b`,
    `(?:find|found) your (?:account|order|booking|reservation|record)`,
  ],
  remember: [
    `remember(?:ed|ing)? (?:that|this|it|your|you|to|for)\\b`,
    `(?:keep|keeping|kept|bear) (?:that|this|it|your [a-z]{1,20}) in mind (?:for|next|when we|in future)`,
    `(?:make|made|making) a (?:quick )?note (?:of|that|on|in)`,
    `(?:note|noted|noting) (?:[a-z]{1,20} ){1,4}(?:on|in|to) (?:your|our|the) (?:account|file|profile|record|order)`,
    `(?:save|saved|saving|store|stored|record|recorded) (?:that|this|your|it) (?:[a-z]{1,20} )?(?:for|in|to|preference|detail|information)`,
    `add(?:ed|ing)? (?:that|this|it) to (?:your|our|the) (?:profile|notes|file|record)`,
  ],
  attach: [`(?:attach|attached|attaching|enclose|enclosed|upload|uploaded|uploading) (?!great|import)`],
  'hand-over': [
    `(?:transfer|transferring|transferred|connect|connecting|connected|redirect|redirecting) (?:you|your (?:call|chat|case|request)|the (?:call|chat)|this (?:call|chat|case))\\b`,
    `(?:put|putting) you (?:through|in touch|in contact)`,
    `escalat(?:e|ed|ing) `,
    `(?:forward|forwarding|forwarded|relay|relayed) (?:this|it|your|that|the|you)\\b`,
    `(?:pass|passed|passing) (?:this|it|that|your [a-z]{1,20}|the [a-z]{1,20}|these) (?:on|along|to|over)\\b`,
    `(?:hand|handed|handing) (?:you|this|it|that) (?:over|off|to)\\b`,
    `(?:have|get|ask|asked|tell|told|notify|notified|inform|informed|alert|alerted|let|contact|contacted|notifying|informing|contacting|loop in|bring in) (?:our|my|the|one of our|someone|a|an) ?${staff}`,
    `(?:have|get|let) someone\\b`,
    `report(?:ed|ing)? (?:this|it|that|the [a-z]{1,20}) to (?:our|the|my)\\b`,
    `raise(?:d)? (?:this|it|that) with (?:our|the|my)\\b`,
  ],
  ticket: [
    `(?:open|opened|opening|create|created|creating|file|filed|filing|submit|submitted|submitting|raise|raised|log|logged|logging|register|registered|lodge|lodged|start|started|put in) (?:a|an|your|this|the|that) (?:[a-z]{1,20} ){0,2}(?:ticket|complaint|claim|support case|case|bug report|report|incident|service request|request|dispute|work order|application)\\b`,
  ],
  monitor: [
    `monitor(?:ing|ed)? `,
    `(?:keep|keeping) (?:an|a close|my) eye on`,
    `(?:keep|keeping) (?:you (?:posted|updated|informed|in the loop)|tabs|track of your)`,
    `track(?:ing|ed)? (?:your|this|it|that|the (?:parcel|package|order|shipment|price))\\b`,
    `(?:let|letting) you know (?:when|once|as soon as|if (?:it|anything|they|we|there)|the moment)`,
    `(?:notify|notified|alert|update|inform|ping) you\\b`,
    `watch(?:ing)? (?:for|the (?:price|stock|market))`,
  ],
  'follow-up': [
    `(?:follow|following|followed) up\\b`,
    `(?:get|getting) back to you`,
    `(?:check|checking) (?:in|back)(?: in)? (?:with|on|you|tomorrow|later|next|again|soon)`,
    `(?:come|be|circle) back (?:to|with|in|tomorrow|shortly|later|soon)`,
    `be in touch`,
    `(?:reach|reaching|reached) out to (?:you|our|the|them|him|her|your)\\b`,
    `(?:contact|contacting) you\\b`,
    `(?:talk|speak) to (?:my|our) (?:manager|supervisor|team)`,
  ],
} satisfies Record<NamedKind, string[]>).map(([kind, forms]) => [
  kind as CapabilityKind,
  new RegExp(`(?:${forms.join('|')})`, 'iy'),
])

const isPast =
  /^(?:[\w-]{2,20}ed|sent|put|made|given|gave|got|found|set|told|kept|let|frozen|brought|looked|had|asked)\b/i
const isIng = /^[\w-]{2,20}ing\b/i
const fits = { base: /^/, past: isPast, ing: isIng }
// "if I could", "as if I had", "I wish I could", "once I get": nothing is claimed
const supposed = /\b(?:if|unless|wish|whether|as though|suppose|imagine|than|how|when|why|what) $/i
const underWay = /\b(?:now|for you|right away|immediately|you (?:to|with|through|over))\b/i

const passive =
  /\b(?:(?:a|an|your|the|this) (?:[a-z]{1,20} ){0,2}(?:ticket|complaint|refund|request|e-?mail|appointment|reservation|booking|subscription|reminder|case|replacement|claim|copy|invoice|order|account|password|address|letter|payment|label|link)(?: of [a-z]{1,20})?) (?:has|have) (?:now |already |just |successfully )?been (?:sent|dispatched|posted|e-?mailed|moved|added|removed|replaced|extended|waived|restored|reset|unlocked|unblocked|forwarded|escalated|booked|reserved|cancell?ed|refunded|processed|issued|submitted|opened|created|logged|updated|changed|scheduled|transferred|filed|set|confirmed)\b/gi
// "Your plan is now cancelled", "A technician will be sent to you", "You will receive a mail from us"
const done =
  /\byour (?:[a-z]{1,20} ){0,2}(?:order|booking|reservation|subscription|account|address|password|plan|appointment|membership|refund) (?:is|are|was) now (?:cancell?ed|updated|changed|booked|confirmed|closed|active|reset|processed)\b/gi
const ours =
  /\b(?:our|the|a|an|one of our) (?:[a-z]{1,20} ){0,2}(?:team|technician|courier|driver|engineer|colleagues?|specialist|agent|staff|manager|replacement) will (?:be (?:sent|with you|in touch)|contact you|call you|visit you|get back to you|reach out|come to you)\b/gi
const fromUs =
  /\byou(?:['’]ll| will) (?:soon |shortly )?(?:receive|get) (?:an?|the|our) (?:[a-z-]{1,20} ){0,2}(?:e-?mail|call|text|message|letter)\b(?: from us)?/gi
const promised: readonly [CapabilityKind, RegExp][] = [
  ['change', done],
  ['follow-up', ours],
  ['send', fromUs],
]

// "if your account has been unlocked by another"
const unsure = /\b(?:if|when|once|after|until|unless|whether|because|since|that|as soon as) $/i

const passiveKinds: [CapabilityKind, RegExp][] = [
  ['ticket', /ticket|complaint|case|claim|request/i],
  ['refund', /refund|replacement/i],
  ['send', /mail|copy|invoice|letter|link|label/i],
  ['book', /appointment|reservation|booking|reminder/i],
  ['change', /./],
]

const ourRecords =
  /\b(?:according to|based on|looking at|from what I (?:can )?see in) (?:our|the|your) (?:records?|system|database|account|files?)\b|\bI (?:can )?see (?:in|from|on) (?:our|your|the) (?:records?|system|account|order|profile|file)\b|\bI can see (?:that )?your (?:order|account|payment|booking|parcel|package|subscription|refund)\b/gi

const checks =
  /(?:check|verify|confirm|find out)(?:ed|ing)?(?: (?:it|this|that))?(?: (?:out|now))?(?: (?:for you|quickly|right away|real quick|now))*(?=[.,!…:;]|$| and | while )/iy
const attached = /\b(?:please )?(?:find|see) (?:the )?(?:attached|enclosed)\b|\bI attach /gi

/** What every sentence has in which somebody acts, or something was done: a look before the long one. */
export const actsInEnglish = /\b(?:I|we|me|been|will|attached|enclosed|our|your|now|glad|happy)\b/i

/** Actions that an English sentence claims or offers in the first person. */
export function englishClaims(sentence: string, { hasWork }: Around): Claim[] {
  const claims: Claim[] = []
  for (const [frame, form] of frames) {
    for (const match of sentence.matchAll(frame)) {
      if (supposed.test(sentence.slice(Math.max(0, match.index - 12), match.index))) continue
      const at = match.index + match[0].length
      const rest = sentence.slice(at, at + 24)
      if (rest === '' || !fits[form].test(rest)) continue
      // "Sending mails is easy" is no claim, "Sending it now" is one
      if (frame.source.startsWith('^') && !underWay.test(sentence)) continue
      const before = claims.length
      for (const [kind, verb] of verbs) {
        verb.lastIndex = at
        if (verb.test(sentence)) claims.push({ kind, from: match.index, to: verb.lastIndex })
      }
      // what a company does in general is told by “we”
      const open =
        claims.length > before || hasWork || /^we\b/i.test(match[0]) ? null : openClaim(sentence.slice(at))
      if (open && match[0] !== '') claims.push({ kind: open.kind, from: match.index, to: at + open.length })
      checks.lastIndex = at
      if (!hasWork && checks.test(sentence))
        claims.push({ kind: 'look-up', from: match.index, to: checks.lastIndex })
    }
  }
  for (const match of sentence.matchAll(passive)) {
    if (unsure.test(sentence.slice(Math.max(0, match.index - 12), match.index))) continue
    const kind = passiveKinds.find(([, words]) => words.test(match[0]))![0]
    claims.push({ kind, from: match.index, to: match.index + match[0].length })
  }
  for (const [kind, pattern] of promised)
    for (const match of sentence.matchAll(pattern))
      claims.push({ kind, from: match.index, to: match.index + match[0].length })
  for (const match of sentence.matchAll(ourRecords))
    claims.push({ kind: 'look-up', from: match.index, to: match.index + match[0].length })
  for (const match of sentence.matchAll(attached))
    claims.push({ kind: 'attach', from: match.index, to: match.index + match[0].length })
  return claims.map((claim) => trimmed(sentence, claim))
}

const trimmed = (sentence: string, claim: Claim): Claim => {
  let { from, to } = claim
  while (from < to && sentence[from] === ' ') from++
  while (to > from && sentence[to - 1] === ' ') to--
  return { ...claim, from, to }
}
