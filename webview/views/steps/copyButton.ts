import type { TemplateResult } from 'lit'
import { t } from '../../l10n/translate.ts'
import { iconButton } from '../../ui/iconButton.ts'
import { tell } from './stepEvents.ts'

/** A button that copies something; `name` says what. */
export function copyButton(from: HTMLElement, name: string, text: () => string): TemplateResult {
  return iconButton('copy', t('Copy {0}', name), () => { void copyText(from, name, text()) })
}

/** Copies a text, and says whether that went well. */
export async function copyText(from: HTMLElement, name: string, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    tell(from, 'step-say', t('Copied: {0}', name))
  } catch {
    tell(from, 'step-say', t('{0} could not be copied; click into the page and copy again.', name))
  }
}
