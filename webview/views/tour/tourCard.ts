import { css, html, LitElement } from 'lit'
import { tourStops, type TourStop } from '../../../protocol/tour.ts'
import { t } from '../../l10n/translate.ts'
import { iconButton } from '../../ui/iconButton.ts'
import { sharedStyles } from '../../ui/sharedStyles.ts'
import { emit } from '../gazeEvents.ts'
import { tourTitle } from './tourTitles.ts'

/** The stop of the guided tour that is shown: what it is about, and the way on, back and out. */
export class GazeTourCard extends LitElement {
  static override properties = { stop: {}, sentences: { attribute: false }, settled: { type: Boolean }, announcement: { state: true } }
  static override styles = [sharedStyles, css`
    :host { display: block; }
    section {
      display: flex; flex-direction: column; gap: 6px; padding: 8px 12px 10px;
      color: var(--vscode-editorWidget-foreground, var(--vscode-foreground));
      background: var(--vscode-editorWidget-background);
      border: 1px solid var(--vscode-contrastBorder, var(--vscode-editorWidget-border, transparent));
      border-left: 3px solid var(--vscode-focusBorder);
    }
    header { display: flex; align-items: center; gap: 8px; }
    h2 { flex: 1; min-width: 0; font-size: inherit; font-weight: 600; letter-spacing: 0; text-transform: none; color: inherit; }
    .words { display: flex; flex-direction: column; gap: 4px; max-width: 72ch; }
    p { margin: 0; overflow-wrap: anywhere; }
    .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding-top: 2px; }
    .place { font-size: 11px; margin-left: auto; }
  `]

  declare stop: TourStop
  declare sentences: readonly string[]
  /** Its numbers are there, and will not change by themselves. */
  declare settled: boolean
  declare announcement: string

  constructor() {
    super()
    this.sentences = []
    this.settled = false
    this.announcement = ''
  }

  override willUpdate(): void {
    if (this.settled) this.announcement = [this.#place(), tourTitle(this.stop), ...this.sentences].join(' ')
  }

  override updated(): void {
    const [back, next] = this.renderRoot.querySelectorAll<HTMLElement>('.actions vscode-button')
    if (this.stop === tourStops[0] && this.shadowRoot?.activeElement === back) next?.focus()
  }

  override render() {
    const { stop, sentences } = this
    const at = tourStops.indexOf(stop)
    const last = at === tourStops.length - 1
    return html`<section aria-label=${t('Guided tour')} @keydown=${this.#key}>
      <header><h2>${tourTitle(stop)}</h2>${iconButton('close', t('End the tour'), () => { this.#go(null) })}</header>
      <div class="words">${sentences.map((sentence) => html`<p class="number">${sentence}</p>`)}</div>
      <div class="actions">
        <vscode-button appearance="secondary" ?disabled=${at === 0} @click=${() => { this.#step(-1) }}>${t('Back')}</vscode-button>
        <vscode-button @click=${() => { this.#step(1) }}>${last ? t('Finish') : t('Next')}</vscode-button>
        <span class="place muted number">${this.#place()}</span>
      </div>
      <div class="unseen" aria-live="polite">${this.announcement}</div>
    </section>`
  }

  #place(): string {
    return t('{0} of {1}', tourStops.indexOf(this.stop) + 1, tourStops.length)
  }

  #step(by: 1 | -1): void {
    const at = tourStops.indexOf(this.stop) + by
    if (at >= 0) this.#go(tourStops[at] ?? null)
  }

  #go(stop: TourStop | null): void {
    emit(this, 'gaze-tour', stop)
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'ArrowRight' || event.key === 'PageDown') this.#step(1)
    else if (event.key === 'ArrowLeft' || event.key === 'PageUp') this.#step(-1)
    else if (event.key === 'Escape') this.#go(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}
customElements.define('gaze-tour-card', GazeTourCard)
