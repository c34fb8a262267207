import { existsSync, readFileSync } from 'node:fs'

/** Every letter of English in another shape, so that what is not translated stands out: "Ｈｅａｄ {0}". */
export function pseudo(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0))
}

/** What the page gets in a language: a real translation where there is one, the pseudo-language elsewhere; none in English. */
export function translations(language: string): Readonly<Record<string, string>> {
  if (language === 'en') return {}
  const real = `l10n/bundle.l10n.${language}.json`
  if (existsSync(real)) return JSON.parse(readFileSync(real, 'utf8')) as Record<string, string>
  const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as Record<string, string>
  return Object.fromEntries(Object.keys(bundle).map((text) => [text, pseudo(text)]))
}
