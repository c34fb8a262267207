/** `npm run l10n`: writes every sentence of host, page and worker into the bundle, and says what translations lack. */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { sentences } from './l10n/sentences.ts'

type Bundle = Readonly<Record<string, string>>

const write = (file: string, bundle: Bundle): void => {
  writeFileSync(file, `${JSON.stringify(bundle, null, 2)}\n`)
}
const { texts, problems } = sentences()
const sorted = [...texts].sort()
write('l10n/bundle.l10n.json', Object.fromEntries(sorted.map((text) => [text, text])))

for (const file of globSync('l10n/bundle.l10n.*.json')) {
  const translation = JSON.parse(readFileSync(file, 'utf8')) as Bundle
  write(file, Object.fromEntries(sorted.flatMap((text) => {
    const translated = translation[text]
    return translated === undefined ? [] : [[text, translated]]
  })))
  problems.push(...sorted.filter((text) => !(text in translation)).map((text) => `${file} lacks: ${text}`))
}
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0
