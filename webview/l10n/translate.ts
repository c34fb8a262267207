let bundle: Readonly<Record<string, string>> = {}

/** Sets the translations of this page, keyed by the English text; called once, before anything is drawn. */
export function useTranslations(translations: Readonly<Record<string, string>>): void {
  bundle = translations
}

/** The text in the language of VS Code, {0}, {1} … replaced by the values; English where there is no translation. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return (bundle[text] ?? text).replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder))
}
