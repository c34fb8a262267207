import './icons.css'
import { html, type TemplateResult } from 'lit'

/** Code points of VS Code's icon font. */
const codePoints = {
  arrowDown: '\uea9a',
  arrowUp: '\ueaa1',
  chevronDown: '\ueab4',
  chevronLeft: '\ueab5',
  chevronRight: '\ueab6',
  close: '\uea76',
  copy: '\uebcc',
  error: '\uea87',
  info: '\uea74',
  pin: '\ueb2b',
  pinned: '\ueba0',
  palette: '\ueb5c',
  refresh: '\ueb37',
  screenFull: '\ueb4c',
  warning: '\uea6c',
  zoomIn: '\ueb81',
  zoomOut: '\ueb82',
} as const

export type IconName = keyof typeof codePoints

/** An icon without a name of its own: what it stands on must be named. Style `.icon` comes with `iconStyles`. */
export function icon(name: IconName): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${codePoints[name]}</span>`
}
