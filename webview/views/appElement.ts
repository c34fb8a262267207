import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { AttentionSlice, HeadChoice } from '../../protocol/attention.ts'
import type { Mount } from '../../protocol/hostToPage.ts'
import type { SessionState } from '../../protocol/session.ts'
import type { Controller } from '../state/controller.ts'
import { fitChoice } from '../../protocol/choice.ts'
import type { ExportFormat } from '../../protocol/exports.ts'
import type { Progress } from '../../protocol/pageToHost.ts'
import type { ViewName } from '../../protocol/views.ts'
import { forSession, readNavigation, type Navigation } from '../state/navigation.ts'
import { noNeeds } from '../state/needs.ts'
import { liveOf, type Live, type PageState } from '../state/pageState.ts'
import type { HostPort } from '../state/ports.ts'
import { unitsOf } from '../state/units.ts'
import { t } from '../l10n/translate.ts'
import { turnTo } from '../state/turnTo.ts'
import { sharedStyles } from '../ui/sharedStyles.ts'
import { onThemeChange, readTheme, type Theme } from '../ui/theme.ts'
import { listenToViews } from './appActions.ts'
import { appStyles } from './appStyles.ts'
import { makePalette, type Palette } from './colour/palette.ts'
import { emit, nothingPointed, type Pointed } from './gazeEvents.ts'
import { measureNote, measureNoteStyles } from './measureNote.ts'
import { noticeStyles, notices } from './notices.ts'
import { failed, invitation, progressStyles, working } from './progress.ts'
import { recordedNote, recordedNoteStyles, type Recorded } from './recordedNote.ts'
import { attentionless } from './attentionless.ts'
import { statusLine, statusLineStyles } from './statusLine.ts'
import { targetPane } from './targetPane.ts'
import { tourPane } from './tour/tourPane.ts'
import { viewNeeds } from './viewNeeds.ts'
import { viewOptionsOf, viewPanes, type Panes } from './viewPanes.ts'

const wideFrom = 640
/** The same in every language. */
const productName = 'Token Gaze'

/** The whole page: draws the state, keeps its own navigation, and passes on what the person asks for. */
export class TokenGazeApp extends LitElement {
  static override properties = {
    mount: { reflect: true }, state: { state: true }, navigation: { state: true }, pointed: { state: true },
    theme: { state: true }, wide: { state: true }, recorded: { attribute: false }, told: { state: true }, fault: { state: true },
  }
  static override styles = [sharedStyles, noticeStyles, progressStyles, statusLineStyles, measureNoteStyles, recordedNoteStyles, appStyles]

  declare mount: Mount
  declare state: PageState
  declare navigation: Navigation
  declare pointed: Pointed
  declare theme: Theme
  declare wide: boolean
  /** Where a recording is shown and not a model. */
  declare recorded: Recorded | null
  /** What came of an export, where no host says it. */
  declare told: string | null
  /** Why there is nothing to show. */
  declare fault: string | null
  #host: HostPort | null = null
  #palette: { of: readonly unknown[]; palette: Palette } | null = null
  #storing: ReturnType<typeof setTimeout> | undefined
  #scrolled = false
  #controller: Controller | null = null
  #inSight: readonly HeadChoice[] = []
  #picturePixels = 0
  #drawn: Panes | null = null
  /** Exports what is shown; set by what starts the page. */
  exportAs: (format: ExportFormat) => void = () => undefined

  /** All that is drawn; null where nothing is. */
  get drawn(): Panes | null {
    return this.#drawn
  }

  constructor() {
    super()
    this.recorded = this.told = this.fault = null
  }

  /** Starts the page; called once. */
  start(host: HostPort, controller: Controller, mount: Mount): void {
    this.#host = host
    this.#controller = controller
    this.mount = mount
    this.navigation = readNavigation(host.restore())
    this.pointed = nothingPointed
    this.theme = readTheme()
    this.state = controller.state
    controller.subscribe((state) => {
      if (state.turned && state.turned !== this.state.turned) {
        this.#navigate(turnTo(this.navigation, state.turned))
        if (state.session?.tour) scrollTo(0, 0)
      }
      this.state = state
      if (state.session) this.navigation = forSession(this.navigation, state.session.key.id, state.session.picture)
    })
    listenToViews(this, {
      host, controller,
      navigate: (change) => { this.#navigate(change) },
      inSight: (heads) => {
        this.#inSight = heads
        this.#need()
      },
      pictures: (pixels) => {
        this.#picturePixels = pixels
        this.#need()
      },
      exportAs: (format) => { this.exportAs(format) },
      point: (pointed) => {
        this.pointed = pointed
        const key = this.state.session?.key
        const tokens = [pointed.row, pointed.column].filter((token) => token !== null)
        if (key) host.post({ type: 'hover', key, tokens })
      },
    })
    onThemeChange(() => { this.theme = readTheme() })
    new ResizeObserver(() => { this.wide = this.clientWidth >= wideFrom }).observe(this)
    addEventListener('scroll', () => { if (this.#scrolled) this.#navigate({ scroll: scrollY }) }, { passive: true })
  }

  override render() {
    if (this.fault !== null) return html`<main class="page"><p role="alert">${this.fault}</p></main>`
    if (!this.#host || !this.state.heard) return nothing
    const { session, run } = this.state
    this.#drawn = null
    if (!session) return this.#page(invitation(() => { emit(this, 'gaze-command', 'showAttention') }))
    const live = liveOf(this.state)
    const isBare = live?.analysis.layers.length === 0
    return this.#page(html`
      ${tourPane(session, live, run, live ? unitsOf(live).labels : [])}
      <gaze-toolbar .choice=${live ? fitChoice(session.choice, live.analysis.layers) : session.choice}
        .layers=${live?.analysis.layers ?? []} .direction=${session.direction} .grouping=${session.grouping ?? 'tokens'} .model=${session.model.label} ?recorded=${this.recorded !== null} ?pictured=${session.picture !== undefined}></gaze-toolbar>
      ${this.recorded ? recordedNote(this.recorded, () => { this.#host?.post({ type: 'rerun' }) }) : nothing}
      ${this.told === null ? nothing : html`<p role="status">${this.told}</p>`}
      ${(run.phase === 'running' && !(live?.analysis.world && isQuick(run.progress))) || (!live?.slice && run.phase === 'idle' && !isBare)
        ? working(run.phase === 'running' ? run.progress : null, () => { emit(this, 'gaze-cancel', null) }) : nothing}
      ${run.phase === 'failed' ? this.#failure() : nothing}
      ${live && isBare && run.phase === 'idle' ? attentionless(live, session.stale, () => { emit(this, 'gaze-command', 'showAttention') }) : nothing}
      ${live?.slice ? this.#panes(session, live, live.slice, run.phase === 'running') : nothing}`)
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.#host) return
    this.#need()
    if (this.#scrolled || !changed.has('state') || !this.renderRoot.querySelector('.panes')) return
    // A view takes its height in the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      scrollTo(0, this.navigation.scroll)
      this.#scrolled = true
    }))
  }

  #page(content: TemplateResult) {
    const title = this.state.session?.title
    return html`<main class="page"><h1 class="unseen">${title === undefined ? productName : t('Attention in {0}', title)}</h1>${content}</main>`
  }

  #failure() {
    const { run } = this.state
    if (run.phase !== 'failed') return nothing
    if (run.failure.blame === 'cancelled') return invitation(() => { emit(this, 'gaze-command', 'showAttention') })
    return failed(run.failure, this.recorded ? null : {
      retry: () => { emit(this, 'gaze-retry', null) },
      chooseModel: () => { emit(this, 'gaze-command', 'chooseModel') },
    })
  }

  #panes(session: SessionState, live: Live, slice: AttentionSlice, running: boolean) {
    const units = unitsOf(live)
    const count = units.list.length
    // Until the slice between new groups is here, the host's indexes are of other units.
    const isTold = live.groups === (session.groups ?? null)
    const focused = isTold ? session.focus.filter((unit) => unit < count) : []
    const { cursor } = this.navigation
    const options = viewOptionsOf(live.analysis)
    const view = options.find(({ value }) => value === this.navigation.view)?.value ?? 'heatmap'
    this.#drawn = {
      session, live, slice, focused, navigation: { ...this.navigation, view }, wide: this.wide, isRecorded: this.recorded !== null, dimmed: session.stale || (running && !live.analysis.world),
      units, labels: units.labels, palette: this.#paletteOf(session), pointed: this.#pointed(focused, count),
      cursor: cursor && cursor.row < count && cursor.column < count ? cursor : null,
    }
    return html`
      ${view === 'context' || view === 'predictions' ? nothing : measureNote(slice.choice, live.analysis.layers)}
      ${notices(live.analysis, session.stale && !running, () => { emit(this, 'gaze-command', 'showAttention') })}
      <gaze-tabs label=${t('View')} .value=${view} .options=${options}
        @pick=${({ detail }: CustomEvent<ViewName>) => { this.#navigate({ view: detail }) }}></gaze-tabs>
      ${targetPane(this.#drawn, this.recorded !== null)}
      ${viewPanes(this.#drawn)}
      ${statusLine(live)}`
  }

  /** The mouse in the page; else the token under it in the editor, seen from the focused one. */
  #pointed(focused: readonly number[], count: number): Pointed {
    const { editorHover } = this.state
    if (this.pointed.row !== null || this.pointed.column !== null) {
      return (this.pointed.row ?? 0) < count && (this.pointed.column ?? 0) < count ? this.pointed : nothingPointed
    }
    if (editorHover === null || editorHover >= count) return nothingPointed
    return focused.length === 1 ? { row: focused[0]!, column: editorHover } : { row: editorHover, column: null }
  }

  #paletteOf({ direction }: SessionState): Palette {
    const of = [this.theme, this.navigation.ramp, direction]
    if (!this.#palette?.of.every((part, index) => part === of[index])) {
      this.#palette = { of, palette: makePalette(this.theme, this.navigation.ramp, direction) }
    }
    return this.#palette!.palette
  }

  #need(): void {
    const live = this.#host ? liveOf(this.state) : null
    const { session } = this.state
    this.#controller?.need(live && session ? viewNeeds(session, this.navigation, live, this.#inSight, this.#picturePixels) : noNeeds)
  }

  #navigate(change: Partial<Navigation>): void {
    this.navigation = { ...this.navigation, ...change }
    clearTimeout(this.#storing)
    this.#storing = setTimeout(() => { this.#host?.store(this.navigation) }, 100)
  }
}
customElements.define('token-gaze-app', TokenGazeApp)

/** A step of an agent takes no time worth telling of. */
function isQuick(progress: Progress | null): boolean {
  return progress === null || progress.phase === 'run'
}
