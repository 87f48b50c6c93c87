// The room table of docs/development.md, as errors. `scripts/check-boundaries.mjs` runs it.
const tests = '\\.(test|spec)\\.tsx?$'
const testing = '^lib/testing/'
const queries = '^lib/[^/]+/queries(\\.ts$|/)'
const commands = '^lib/[^/]+/commands(\\.ts$|/)'
const writes = '^lib/[^/]+/writes(\\.ts$|/)'
const database = ['^lib/db/', '^generated/']
// Rooms that are made of server code rather than of a domain word's four doors.
const infrastructure = '^lib/(auth|db|i18n|jobs|live|log|operations|result|studio|testing)/'
// Long work that a command or a job is made of, and that opens transactions of its own: each by name.
const backRooms = ['^lib/exports/(adopt-split|snapshot)\\.ts$', '^lib/(exports|uploads)/sweep\\.ts$']

const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { ...from, pathNot: [tests, testing, ...(from.pathNot ?? [])] },
  to,
})

module.exports = {
  forbidden: [
    forbid('no-cycle', 'Two files that need each other are one, or miss a third.', {}, { circular: true }),
    forbid('resolvable', 'An import names something that is not there.', {}, { couldNotResolve: true }),
    forbid('testing-in-tests-only', 'lib/testing is for tests.', {}, { path: testing }),

    forbid(
      'app-not-to-db',
      'Routes compose; queries and commands read and write.',
      { path: ['^app/'] },
      { path: database },
    ),
    forbid(
      'app-not-to-writes',
      'Only commands write.',
      { path: ['^(app|cli|components)/'] },
      { path: writes },
    ),
    forbid(
      'commands-from-doors-only',
      'Commands have one public entrance: route handlers. The CLI and jobs call the same ones.',
      { path: ['^(app|components|lib)/'], pathNot: ['^app/.*/route\\.ts$', '^lib/jobs/', commands] },
      { path: commands },
    ),
    forbid(
      'components-keep-to-their-room',
      'A component imports its own room and components/ui. The strip stands in many rooms; a `*-context.tsx` is how a room offers its store. The workspace puts rooms together.',
      { path: ['^components/([^/]+)/'], pathNot: ['^components/workspace/'] },
      { path: '^components/', pathNot: '^components/(ui|strip|$1)/|-context\\.tsx$' },
    ),
    forbid(
      'components-not-to-app',
      'Components know nothing of routes or of the command line.',
      { path: ['^components/'] },
      { path: ['^(app|cli)/', ...database, '^lib/jobs/'] },
    ),
    forbid(
      'only-panels-read',
      'Async server components that read are named *-panel.tsx.',
      { path: ['^components/'], pathNot: ['-panel\\.tsx$'] },
      { path: queries },
    ),
    forbid(
      'cli-is-a-thin-door',
      'The command stands on lib alone.',
      { path: ['^cli/'] },
      { path: '^(app|components|generated)/' },
    ),
    forbid(
      'lib-looks-down-only',
      'lib imports nothing from the rooms that stand on it.',
      { path: ['^lib/'] },
      { path: '^(app|components|cli|e2e|bench|scripts|bin)/' },
    ),

    forbid(
      'schema-is-words-only',
      'schema.ts imports zod, other rooms’ schema.ts, the words without zod that the browser has too, and the words of a failure.',
      { path: ['^lib/[^/]+/schema\\.ts$'] },
      {
        path: '.',
        pathNot: ['^lib/[^/]+/(schema|words)\\.ts$', '^lib/result/', '^node_modules/zod/'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'client-calls-its-own-room',
      'client.ts imports its own schema.ts and lib/result.',
      { path: ['^lib/([^/]+)/client\\.ts$'], pathNot: ['^lib/db/'] },
      { path: '^lib/', pathNot: ['^lib/$1/', '^lib/result/'] },
    ),
    forbid(
      'pure-files-stay-pure',
      'A file that is no door of its room runs anywhere: it neither reads nor writes.',
      { path: ['^lib/'], pathNot: [queries, commands, writes, infrastructure, ...backRooms] },
      { path: [queries, commands, writes] },
    ),
    forbid(
      'db-behind-the-doors',
      'Only queries, commands and writes open the database. `read.ts` and the like are handed a `tx`: its type is all they import.',
      { path: ['^lib/'], pathNot: [queries, commands, writes, infrastructure, ...backRooms] },
      { path: database, pathNot: '^lib/db/(paths|dialect|sql)\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'queries-only-read',
      'A query calls no command and no write.',
      { path: [queries] },
      { path: [commands, writes] },
    ),
    forbid(
      'commands-call-no-other-rooms-commands',
      'A command is one transaction: share through writes instead.',
      { path: ['^lib/([^/]+)/commands(?:\\.ts$|/)'] },
      { path: commands, pathNot: '^lib/$1/commands(\\.ts$|/)' },
    ),
    forbid(
      'writes-only-write',
      'writes takes `tx`: no authorisation, no query of its own, no other room’s tables.',
      { path: ['^lib/([^/]+)/writes(?:\\.ts$|/)'] },
      {
        path: [commands, queries, writes, '^lib/auth/', '^lib/live/'],
        pathNot: ['^lib/$1/writes(\\.ts$|/)', '^lib/auth/schema\\.ts$', '^lib/live/schema\\.ts$'],
      },
    ),
  ],
  options: {
    doNotFollow: { path: '^(node_modules|generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts', '.css'],
    },
  },
}
