/** `npm run l10n`: writes every sentence of host, page and worker into the bundle that translations start from. */
import { writeFileSync } from 'node:fs'
import { sentences } from './l10n/sentences.ts'

const { texts, problems } = sentences()
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0
const bundle = Object.fromEntries([...texts].sort().map((text) => [text, text]))
writeFileSync('l10n/bundle.l10n.json', `${JSON.stringify(bundle, null, 2)}\n`)
