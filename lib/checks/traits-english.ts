import { type Family, familyOf } from './trait-family'

const notTraits =
  '(?!(?:not|already|now|still|here|there|able|unable|sure|unsure|happy|right|ready|welcome|going|interested|worried|concerned|aware|unhappy|curious|likely|supposed|required|allowed|entitled|eligible|free|correct|on|in|at|about|just|only|so|being|done|using|[a-z]{2,14}ing)\\b)'
const phrase = "(?:[a-z0-9’'-]{1,20} ){0,4}[a-z0-9’'-]{2,20}"
const relations =
  'wife|husband|son|daughter|kids?|children|baby|toddler|twins|girlfriend|boyfriend|fianc[ée]e?|cats?|dogs?|puppy|kitten'
const conditions =
  'pregnancy|diabetes|asthma|allergy|allergies|disability|wheelchair|arthritis|dementia|migraines?|back pain|sensitive skin'
const devices =
  'iPhones?|iPad|MacBook|Mac|Android(?: phone)?|Galaxy(?: phone)?|Pixel(?: phone)?|Windows (?:PC|laptop)|Chromebook|Kindle|PlayStation|Xbox|Tesla|Apple Watch'
const elements =
  'charts?|graphs?|diagrams?|images?|pictures?|photos?|figures?|tables?|screenshots?|signatures?|stamp|appendix|footnotes?|logo|letterhead|cover page|watermark|map|attachments?'
const files =
  'file|document|letter|contract|report|r[ée]sum[ée]|CV|PDF|e-?mail|essay|spreadsheet|paper|presentation|slides|article|lease|invoice'
const features =
  '(?:[a-z]{2,14}-(?:free|proof|resistant|safe|friendly|washable|certified|inclusive|refundable|sourced)|waterproof|water-?tight|organic|handmade|hand-made|recycled|recyclable|biodegradable|rechargeable|cordless|wireless|foldable|hypoallergenic|vegan|kosher|halal|stainless|solid oak|genuine leather|leather|wool|cashmere|refurbished|limited edition|award-winning|patented|non-?refundable|non-?transferable|all-inclusive|pet-friendly|complimentary|heated|air-conditioned|soundproof)'
const furnishings =
  '(?:(?:sea|ocean|lake|mountain|city|garden|river|pool) views?|(?:private |own )?(?:balcony|terrace|jacuzzi|hot tub|sauna|kitchenette|fireplace|patio)|built-in [a-z]{3,14}|integrated [a-z]{3,14}|(?:two-|three-|five-|ten-)?(?:year |lifetime |lifelong )(?:warranty|guarantee))'
const people =
  'member|customer|subscriber|vegetarian|vegan|pescatarian|parent|mother|father|mum|mom|dad|student|pupil|graduate|beginner|newcomer|novice|teacher|nurse|doctor|driver|owner|homeowner|tenant|renter|landlord|freelancer|contractor|employee|manager|founder|teenager|senior|pensioner|retiree|resident|citizen|immigrant|expat|travell?er|runner|athlete|swimmer|cyclist|gamer|developer|designer|engineer|photographer|musician|writer|artist|diabetic|smoker|veteran|carer|caregiver|widow|widower|couple|guest|cardholder|user|shareholder|investor|farmer|chef|baker|lawyer|accountant|volunteer|woman|man'
const policies = 'policy|guarantee|promise'
// names of policies rather than traits of them
const plainPolicy =
  '(?!(?:return|returns|refund|privacy|company|shipping|cancellation|current|standard|new|own|general|store|price|data|security|cookie|exchange|delivery|leave|vacation|sick|travel|expense|usage|use|full|usual|internal|strict|hotel|shop|school|attendance|payment|warranty|official|latest|updated|same|late|membership|booking|baggage|luggage|terms|money-back)\\b)'

export const englishTraits: Family[] = [
  // the user
  familyOf(
    'known',
    /\b(?:since|because|as|that|now that) you(?:['’]re| are) /i,
    `\\b(?:since|because|as|given that|seeing (?:that|as)|considering(?: that)?|now that) you(?:['’]re| are) (?:an? |the |our )?(?<words>${notTraits}${phrase}?)(?=,| and | so | who | with |[.!;]|$)`,
  ),
  familyOf(
    'known',
    /\b(?:since|because|as|that|considering) you (?:use|own|have|drive|work|live|booked|bought|chose|keep|play|suffer)\b/i,
    `\\b(?:since|because|as|given that|considering(?: that)?|now that) you (?:use|own|have|drive|work|live (?:in|on)|booked|bought|chose|keep|play|suffer from) (?:an? |the |our )?(?<words>(?!to\\b|been\\b|any\\b|no\\b|not\\b|already\\b|it\\b|this\\b|that\\b|more\\b|two\\b)${phrase}?)(?=,| and | so |[.!;]|$)`,
  ),
  familyOf(
    'known',
    /\bas an? /i,
    `(?:^|[,.;] )as an? (?<words>(?:[a-z-]{1,20} ){0,3}(?:${people}))(?: of (?:ours|[a-z]{2,10}))?,? (?=you(?:['’](?:re|ll|ve|d))? (?!may\\b|can\\b|would\\b|have about)|your\\b)`,
  ),
  familyOf(
    'nothing',
    new RegExp(`\\b(?:${relations})\\b`, 'i'),
    `\\byour (?<words>(?:(?:two|three|four|five|\\d) |little |new |old |young )?(?:${relations}))\\b`,
  ),
  familyOf(
    'nothing',
    /household|family|home/i,
    `\\byour (?<words>(?:two|three|four|five|six|\\d)-(?:person|people) (?:household|family|home)|family of (?:two|three|four|five|six|\\d))`,
  ),
  familyOf('nothing', new RegExp(`\\b(?:${conditions})\\b`, 'i'), `\\byour (?<words>${conditions})\\b`),
  familyOf('nothing', new RegExp(`\\b(?:${devices})\\b`, 'i'), `\\byour (?<words>${devices})\\b`),
  // product and policy
  familyOf('about this', new RegExp(`\\b${features}`, 'i'), `\\b(?<words>${features})(?![a-z-])`),
  familyOf('about this', new RegExp(`\\b${furnishings}`, 'i'), `\\b(?<words>${furnishings})`),
  familyOf(
    'nothing',
    new RegExp(policies, 'i'),
    `\\b(?:our|under the|per our) (?<words>${plainPolicy}[a-z]{2,16}(?:-[a-z]{2,14}){0,3}(?:[ -](?:questions[ -]asked|day))?) (?:[a-z]{3,12} )?(?:${policies})\\b`,
  ),
  // the file
  familyOf(
    'no pictures',
    new RegExp(`\\bthe (?:${elements})\\b`, 'i'),
    `\\bthe (?<words>${elements})(?: [a-z]{1,12}){0,2} (?:in|of|on|to|at the (?:end|top|bottom) of) (?:your|the|this) (?:[a-z]{1,12} )?(?:${files})\\b`,
  ),
  familyOf(
    'no pictures',
    /\byour (?:attached|included|enclosed) /i,
    `\\byour (?:attached |included |enclosed )(?<words>${elements})\\b`,
  ),
]
