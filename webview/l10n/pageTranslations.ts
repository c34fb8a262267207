import { useTranslations, type Translations } from './translate.ts'

// Imported before all else by page.ts, so that what modules say at their start is translated too.
const block = document.getElementById('translations')
useTranslations(JSON.parse(block?.textContent ?? '{}') as Translations, document.documentElement.lang || 'en')
