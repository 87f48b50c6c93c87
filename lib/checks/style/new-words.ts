/** Words younger than the dictionaries: of computers, trade and everyday talk. */
export const newWords: readonly string[] =
  `admin admins analytics api apis app apps async auth autocomplete autofill autosave backend backends backlog backtick
backticks bcc bitcoin blockchain bluetooth bool boolean booleans bot bots breadcrumb breadcrumbs broadband bugfix
bugfixes cappuccino captcha chatbot chatbots checkbox checkboxes checkout cli codebase codec config configs
coronavirus covid cron crowdfunding crypto cryptocurrency css csv ctrl customizable dashboard dashboards datacenter
dataframe dataset datasets datatype debounce decrypt deduplicate deduplicated deduplication deepfake deepfakes deprecated
deselect dev devs docstring dropdown dropdowns ebook ebooks ecommerce email emailed emailing emails emoji emojis endpoint
endpoints enum enums env epoch epochs esports fallback favicon fintech firmware foodie freemium frontend frontends fullscreen
gamification gif gigabyte github gitignore globals google googled gui hackathon hashtag hashtags hex homepage hostname
hotfix hotspot html http https hyperparameter hyperparameters iframe influencer influencers inline int integrations
internet iterable javascript json jpeg jpg keyword keywords kubernetes latte latency localhost lockdown login logins
logout lookup lookups lowercase machine-learning malware markdown medtech metadata microservice microservices
middleware mindfulness minibatch misconfigured mobile multi multilingual multimodal multiplayer multitasking namespace namespaces
netizen nginx npm nullable numpy offline onboard onboarding online opensource opt outlier outliers overfit
overfitting overtourism paginated pagination param params parser parsers passcode passphrase pathlib payload payloads
pdf permalink phishing pixelated placeholder placeholders playlist playlists plugin plugins png podcast podcasts
popup popups postgres preprocess preprocessed preprocessing prefetch prepend prepends prepopulate preset presets programmatically
prompt prompts proofreader python queryable ransomware readme realtime reboot reboots recurse refactor refactored refactoring
regex regexes renewables repo repos reposted reskin resizable restful retweet rideshare runtime runtimes sanitization
sanitizer scalable scalability screenshot screenshots scrollable sdk selfie selfies serializable serialization serialize
serialized serializer smartphone smartphones smartwatch smoothie smoothies socket spam spreadsheet spreadsheets sql sso
standalone startup startups stateful stateless stderr stdin stdout streamable streamer streamers subdomain
subdomains subfolder subfolders subnet subreddit subtask subtasks sudo supply-chain sustainability svg tablespace tagline tech
telehealth telemedicine templating tensor tensors texted texting timestamp timestamps tinting todo tofu toggle toggled
toggles toggling tokenization tokenize tokenized tokenizer tokenizers toolbar toolbars tooltip tooltips touchpad touchscreen tradeoff
tradeoffs tsx tuple tuples txt typo typos ui unboxing undo uncheck unfollow unfriend uninstall uninstalled uninstalling unlink unmute
unsubscribe unsubscribed unzip upcycle upgradable upgradeable upsell uptime uri url urls usb user-friendly userbase username
usernames utf ux validator validators vape vaping vegan vegans veganism videogame videogames viewport vlog vlogs vlogger
voicemail voicemails walkthrough walkthroughs waitlist waitlisted wearables web webapp webcam webcams webhook webhooks webinar webinars webpage
webpages website websites whitelist whitespace widget widgets wifi wildcard wildcards wishlist wishlists workflow
workflows workspace workspaces xml yaml yml youtube zettabyte zip zipped zoomable
accountability actionable ai carpool carpooling centric countertop covid decluttering edamame eyeliner fanbase
flexitarian foodstuff gif gluten gochujang granola guac halal hummus impactful kimchi kombucha lifecycle
lifehack lookahead matcha mentee mentees microplastics miso onboarding pescatarian pho quinoa ramen
relatable roadmap roadmaps sriracha sourdough stakeholder stakeholders staycation storytelling streetwear subtotal sushi
takeaway takeaways taekwondo tempeh teriyaki tiramisu toddler udon umami unboxed unpaywalled wellbeing
birthdate birthdates cyber earnt executables fintechs incentivize incentivized iterables lensing machine-readable polymorphism qubit qubits
sigmoid summarization tanh walkable workaround workarounds`.split(/\s+/)
