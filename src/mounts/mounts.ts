import { Disposable, Uri, type Webview } from 'vscode'
import type { HostToPage, Mount } from '../../protocol/hostToPage.ts'
import type { PageToHost } from '../../protocol/pageToHost.ts'
import type { ModelLibrary } from '../models/modelLibrary.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { Signal } from '../signal.ts'
import { chooseReporter } from './chooseReporter.ts'
import { pageHtml } from './pageHtml.ts'
import { stateMessage } from './stateMessage.ts'

/** One place where the page is shown; `visible` and `ready` change while it lives. */
export interface MountedPage {
  readonly kind: Mount
  readonly webview: Webview
  /** Brings it into sight, without the focus. */
  readonly reveal: () => void
  visible: boolean
  ready: boolean
}

/** What a page said, and whether its answers count. */
export interface PageReport {
  readonly message: PageToHost
  readonly page: MountedPage
  readonly reports: boolean
}

/** All mounts of the page: keeps them told of the shown session, and one of them in charge of answering. */
export class Mounts {
  private readonly pages: MountedPage[] = []
  private readonly reports = new Signal<PageReport>()
  private readonly leaves = new Signal<MountedPage>()
  private readonly extension: Uri
  private readonly store: SessionStore
  private readonly models: ModelLibrary
  private reporter: MountedPage | null = null
  private turning: Extract<HostToPage, { type: 'show' }> | null = null
  private readonly told = new WeakMap<MountedPage, string>()
  /** Where the pictures of sessions are. */
  private readonly pictureFolders = new Set<string>()

  readonly onReport = this.reports.on
  /** A page is gone, or out of sight. */
  readonly onLeave = this.leaves.on

  constructor(extension: Uri, store: SessionStore, models: ModelLibrary) {
    this.extension = extension
    this.store = store
    this.models = models
  }

  /** Watches what pages must be told of. */
  listen(): Disposable {
    return Disposable.from(
      this.store.onChange(({ uri, after }) => {
        if (after?.run.picture) this.admitPicture(after.uri)
        if (uri === this.store.shown?.uri) this.tell()
      }),
      this.store.onSwitch(() => {
        this.tell()
      }),
      this.models.onFoldersChange(() => {
        for (const page of this.pages) this.admit(page)
      }),
    )
  }

  /** The mount of a kind, where there is one. */
  find(kind: Mount): MountedPage | undefined {
    return this.pages.find((page) => page.kind === kind)
  }

  isVisible(): boolean {
    return this.pages.some((page) => page.visible)
  }

  isReady(): boolean {
    return this.pages.some((page) => page.ready)
  }

  /** Fills a webview with the page; dispose when the webview is gone. */
  mount(kind: Mount, webview: Webview, visible: boolean, reveal: () => void): { page: MountedPage; dispose(): void } {
    const page: MountedPage = { kind, webview, reveal, visible, ready: false }
    this.pages.push(page)
    const listening = webview.onDidReceiveMessage((message: PageToHost) => {
      this.receive(page, message)
    })
    this.admit(page)
    return {
      page,
      dispose: () => {
        listening.dispose()
        this.pages.splice(this.pages.indexOf(page), 1)
        this.leaves.fire(page)
        this.tell()
      },
    }
  }

  setVisible(page: MountedPage, visible: boolean): void {
    page.visible = visible
    if (!visible) this.leaves.fire(page)
    this.tell()
    this.turn()
  }

  /** To every page that listens. */
  post(message: HostToPage): void {
    for (const page of this.pages) if (page.ready) void page.webview.postMessage(message)
  }

  /** To one page that listens, one in sight where there is any; false where there is none. */
  ask(message: HostToPage): boolean {
    const ready = this.pages.filter((page) => page.ready)
    const page = ready.find(({ visible }) => visible) ?? ready[0]
    if (page) void page.webview.postMessage(message)
    return page !== undefined
  }

  /** Turns the pages in sight to a view; where none is yet, the first that comes into sight. */
  show(message: Extract<HostToPage, { type: 'show' }>): void {
    this.turning = message
    this.turn()
  }

  private turn(): void {
    const { turning } = this
    const seen = this.pages.filter((page) => page.ready && page.visible)
    if (!turning || seen.length === 0) return
    this.turning = null
    for (const page of seen) void page.webview.postMessage(turning)
  }

  private receive(page: MountedPage, message: PageToHost): void {
    if (message.type === 'ready') {
      page.ready = true
      this.told.delete(page)
      this.tell()
      this.turn()
    }
    this.reports.fire({ message, page, reports: page === this.reporter })
  }

  private tell(): void {
    this.reporter = chooseReporter(this.pages, this.reporter)
    const { shown } = this.store
    for (const page of this.pages) {
      if (!page.ready) continue
      const reports = page === this.reporter
      const session = shown && (reports || page.visible)
        ? stateMessage(
          shown, ({ folder }) => page.webview.asWebviewUri(Uri.joinPath(Uri.parse(folder), '/')).toString(),
          (uri, modified) => page.webview.asWebviewUri(Uri.parse(uri)).with({ query: `version=${modified}` }).toString(),
        )
        : null
      const message: HostToPage = { type: 'state', session, reports }
      const said = JSON.stringify(message)
      if (this.told.get(page) === said) continue
      this.told.set(page, said)
      void page.webview.postMessage(message)
    }
  }

  /** Lets pages read the folder of a picture: they are loaded again where they may not yet. */
  private admitPicture(uri: string): void {
    const folder = Uri.joinPath(Uri.parse(uri), '..').toString()
    if (this.pictureFolders.has(folder) || folder.startsWith(Uri.joinPath(this.extension, 'media', '/').toString())) return
    this.pictureFolders.add(folder)
    for (const page of this.pages) this.admit(page)
  }

  /** Loads the page, or loads it again, with leave to read its scripts, the models and the pictures; it then says `ready`. */
  private admit(page: MountedPage): void {
    const own = [Uri.joinPath(this.extension, 'dist'), Uri.joinPath(this.extension, 'media')]
    page.ready = false
    page.webview.options = { enableScripts: true, localResourceRoots: [...own, ...this.models.folders(), ...[...this.pictureFolders].map((folder) => Uri.parse(folder))] }
    page.webview.html = pageHtml(page.webview, this.extension, page.kind)
  }
}
