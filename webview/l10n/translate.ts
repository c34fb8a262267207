export type Translations = Readonly<Record<string, string>>

let bundle: Translations = {}
let language = 'en'
/** By decimals; making one takes as long as drawing a view. */
const formats = new Map<number, Intl.NumberFormat>()

/** Sets the translations of this page or worker, keyed by the English text, and its language as a BCP 47 tag. */
export function useTranslations(translations: Translations, languageTag: string): void {
  bundle = translations
  language = languageTag
  formats.clear()
}

/** What a worker is to use too. */
export function usedTranslations(): { readonly translations: Translations; readonly language: string } {
  return { translations: bundle, language }
}

/** The text in the language of VS Code, {0}, {1} … replaced by the values; English where there is no translation. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return (bundle[text] ?? text).replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder))
}

/** A number in running text, as the language writes it: 19,234 or 19.234. Weights are not: they are as in the editor. */
export function sayNumber(value: number, decimals = 0): string {
  const format = formats.get(decimals)
    ?? new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  formats.set(decimals, format)
  return format.format(value)
}
