import { html, type TemplateResult } from 'lit'
import { icon, type IconName } from './icon.ts'

/** A small button that is only an icon; the label is its name and its tooltip. */
export function iconButton(name: IconName, label: string, onClick: () => void): TemplateResult {
  return html`<vscode-button appearance="icon" aria-label=${label} title=${label} @click=${onClick}>${icon(name)}</vscode-button>`
}
