import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import type { HostToPage, Mount } from '../../../protocol/hostToPage.ts'
import type { ModelFile } from '../../../protocol/model.ts'
import type { PageToHost } from '../../../protocol/pageToHost.ts'
import type { SessionState } from '../../../protocol/session.ts'
import type { PageServer } from './pageServer.ts'
import type { ThemeId } from './themes.ts'

/** The page in a browser, with this test in the host's place: it hears what the page posts, and sends it states. */
export class PageUnderTest {
  readonly page: Page
  readonly heard: PageToHost[] = []
  session: SessionState | null = null
  reports = true
  readonly #server: PageServer

  constructor(page: Page, server: PageServer) {
    this.page = page
    this.#server = server
  }

  /** Opens the page; as the host does, answers its `ready` with the state, and its wishes with a new one. */
  async open(mount: Mount, theme: ThemeId): Promise<void> {
    await this.page.exposeFunction('hear', async (message: PageToHost) => {
      this.heard.push(message)
      if (message.type === 'ready') await this.sendState()
      if (!this.session) return
      if (message.type === 'choose') await this.change({ choice: message.choice })
      if (message.type === 'direct') await this.change({ direction: message.direction })
      if (message.type === 'focus') await this.change({ focus: [message.token] })
      if (message.type === 'pin') await this.change({ pinned: toggled(this.session.pinned, message.token) })
    })
    await this.page.goto(this.#server.address(mount, theme))
  }

  async change(part: Partial<SessionState>): Promise<void> {
    this.session = { ...this.session!, ...part }
    await this.sendState()
  }

  async sendState(): Promise<void> {
    await this.send({ type: 'state', session: this.session, reports: this.reports })
  }

  async send(message: HostToPage): Promise<void> {
    await this.page.evaluate((data) => { postMessage(data, '*') }, message)
  }

  /** A session on the bundled model, at the first head. */
  newSession(text: string, part: Partial<SessionState> = {}): SessionState {
    return {
      key: { id: 'file:///sample', version: 1 }, title: 'sample', text, backend: 'wasm', direction: 'attendsTo',
      choice: { layer: 2, head: 4 }, focus: [], pinned: [], stale: false,
      model: bundledModel(this.#server.origin), ...part,
    }
  }

  get heatmap(): Locator {
    return this.page.getByRole('application', { name: /^Attention heatmap/ })
  }

  async shown(name: string): Promise<void> {
    await this.page.getByRole('application', { name: `Attention heatmap, ${name}`, exact: true }).waitFor()
  }

  ofType<T extends PageToHost['type']>(type: T): Extract<PageToHost, { type: T }>[] {
    return this.heard.filter((message): message is Extract<PageToHost, { type: T }> => message.type === type)
  }

  async setTheme(theme: ThemeId): Promise<void> {
    await this.page.evaluate((name) => { (globalThis as unknown as { applyTheme(name: string): void }).applyTheme(name) }, theme)
  }
}

function toggled(tokens: readonly number[], token: number): readonly number[] {
  return tokens.includes(token) ? tokens.filter((other) => other !== token) : [...tokens, token]
}

function bundledModel(origin: string): SessionState['model'] {
  interface Entry { readonly name: string; readonly label: string; readonly folder: string; readonly files: readonly ModelFile[] }
  const [{ name, label, folder, files }] = JSON.parse(readFileSync('media/models/manifest.json', 'utf8')) as [Entry]
  return { id: `bundled:${name}`, label, baseUri: `${origin}/media/models/${folder}/`, files }
}
