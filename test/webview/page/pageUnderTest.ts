import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Locator, Page } from 'playwright-core'
import type { ExportFormat } from '../../../protocol/exports.ts'
import type { HostToPage, Mount } from '../../../protocol/hostToPage.ts'
import type { ModelFile } from '../../../protocol/model.ts'
import type { PageToHost } from '../../../protocol/pageToHost.ts'
import type { SessionState } from '../../../protocol/session.ts'
import type { Viewport } from '../../../webview/state/navigation.ts'
import { contrast, over, parseColour } from '../../../webview/views/colour/colour.ts'
import type { PageServer } from './pageServer.ts'
import type { ThemeId } from './themes.ts'
import { until } from '../../../scripts/workbench/until.ts'

/** What the tests read of the heatmap's element. */
type HeatmapInside = Element & {
  readonly viewport: Viewport | null
  readonly layout: { readonly plot: { readonly left: number; readonly top: number }; readonly viewport: Viewport }
}

/** The page in a browser, with this test in the host's place: it hears what the page posts, and sends it states. */
export class PageUnderTest {
  readonly page: Page
  readonly heard: PageToHost[] = []
  session: SessionState | null = null
  reports = true
  /** Until everything that was heard is answered. */
  #answered: Promise<unknown> = Promise.resolve()
  readonly #server: PageServer

  constructor(page: Page, server: PageServer) {
    this.page = page
    this.#server = server
  }

  /** Opens the page; as the host does, answers its `ready` with the state, and its wishes with a new one. */
  async open(mount: Mount, theme: ThemeId, language = 'en'): Promise<void> {
    await this.page.exposeFunction('hear', (message: PageToHost) => {
      this.heard.push(message)
      // A page that is left or loaded anew takes no answer.
      this.#answered = Promise.all([this.#answered, this.#answer(message).catch(() => undefined)])
    })
    await this.page.goto(this.#server.address(mount, theme, language))
  }

  async #answer(message: PageToHost): Promise<void> {
    if (message.type === 'ready') await this.sendState()
    if (!this.session) return
    if (message.type === 'choose') await this.change({ choice: message.choice })
    if (message.type === 'special') await this.change({ special: message.special })
    if (message.type === 'direct') await this.change({ direction: message.direction })
    if (message.type === 'focus') await this.change({ focus: [message.token] })
    if (message.type === 'pin') await this.change({ pinned: toggled(this.session.pinned, message.token) })
  }

  /** Waits until the page was answered and has drawn that; the toolkit's elements take a frame more. */
  async settled(): Promise<void> {
    await this.#answered
    await this.page.evaluate(() => new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))
    }))
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

  /** One of the bundled models, by its name in the manifest. */
  bundled(name: string): SessionState['model'] {
    return bundledModel(this.#server.origin, name)
  }

  /** The sample of a bundled model for pictures. */
  sample(name: string): NonNullable<SessionState['picture']> {
    return { name: 'sample.png', uri: `${this.#server.origin}/media/models/${name}/sample.png`, bytes: statSync(`media/models/${name}/sample.png`).size }
  }

  /** One of the fixtures' models. */
  fixture(folder: string, room: 'onnx' | 'pairs' = 'onnx'): SessionState['model'] {
    const path = join('test/fixtures', room, folder)
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(path, name)).isFile())
    const files = names.map((name) => ({ path: name, bytes: statSync(join(path, name)).size }))
    return { id: folder, label: folder, baseUri: `${this.#server.origin}/${room === 'onnx' ? 'fixtures' : 'pairs'}/${folder}/`, files }
  }

  get heatmap(): Locator {
    return this.page.getByRole('application', { name: /^Attention heatmap/ })
  }

  async shown(name: string): Promise<void> {
    await this.page.getByRole('application', { name: `Attention heatmap, ${name}`, exact: true }).waitFor()
    await this.settled()
  }

  ofType<T extends PageToHost['type']>(type: T): Extract<PageToHost, { type: T }>[] {
    return this.heard.filter((message): message is Extract<PageToHost, { type: T }> => message.type === type)
  }

  /** Waits until the page has posted such a message. */
  async hears<T extends PageToHost['type']>(type: T, part: Partial<Extract<PageToHost, { type: T }>>): Promise<void> {
    for (let waited = 0; waited < 30_000; waited += 20) {
      if (this.ofType(type).some((message) => Object.entries(part).every(([name, value]) =>
        isDeepStrictEqual(message[name as keyof typeof message], value)))) return this.settled()
      await new Promise((done) => setTimeout(done, 20))
    }
    throw new Error(`The page never posted ${type} ${JSON.stringify(part)}`)
  }

  /** What the page saves once it is made to; rejects with what it says if it cannot. */
  async saved(make: () => Promise<unknown>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const before = this.ofType('save').length
    await make()
    await until('a file to save', () => Promise.resolve(this.ofType('save').length), (count) => {
      assert.deepEqual(this.ofType('tell').filter(({ failed }) => failed), [])
      return count > before
    }, 60)
    const { name, bytes } = this.ofType('save')[before]!
    if (process.env.GAZE_SHOTS) writeFileSync(join(process.env.GAZE_SHOTS, name), bytes)
    return { name, bytes: Buffer.from(bytes) }
  }

  /** What is shown, exported as the host asks for it. */
  exported(format: ExportFormat): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    return this.saved(() => this.send({ type: 'export', format }))
  }

  async announced(sentence: string): Promise<void> {
    await this.page.locator('[aria-live]').getByText(sentence, { exact: true }).waitFor({ state: 'attached' })
  }

  async viewport(): Promise<Viewport | null> {
    return this.heatmap.evaluate((canvas) => ((canvas.getRootNode() as ShadowRoot).host as HeatmapInside).viewport)
  }

  /** Where on the page the middle of a cell is, while the whole picture is shown. */
  async cellPoint(row: number, column: number): Promise<{ x: number; y: number }> {
    await this.page.evaluate(() => { scrollTo(0, 0) })
    return this.heatmap.evaluate((canvas, cell) => {
      const { plot, viewport } = ((canvas.getRootNode() as ShadowRoot).host as HeatmapInside).layout
      const { left, top } = canvas.getBoundingClientRect()
      return {
        x: left + plot.left + (cell.column + 0.5) * viewport.cell, y: top + plot.top + (cell.row + 0.5) * viewport.cell,
      }
    }, { row, column })
  }

  /** Red, green and blue in the middle of every cell, row by row. */
  async cellColours(rows: number, columns: number): Promise<number[][]> {
    return this.heatmap.evaluate(async (element, size) => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const canvas = element as HTMLCanvasElement
      const { plot, viewport } = ((canvas.getRootNode() as ShadowRoot).host as HeatmapInside).layout
      const image = canvas.getContext('2d')!
      const colours: number[][] = []
      for (let row = 0; row < size.rows; row++) {
        for (let column = 0; column < size.columns; column++) {
          const x = (plot.left + (column + 0.5) * viewport.cell) * devicePixelRatio
          const y = (plot.top + (row + 0.5) * viewport.cell) * devicePixelRatio
          colours.push([...image.getImageData(Math.floor(x), Math.floor(y), 1, 1).data.slice(0, 3)])
        }
      }
      return colours
    }, { rows, columns })
  }

  /** Texts that stand out from what is behind them by less than 4.5 to 1. */
  async weakTexts(): Promise<string[]> {
    const texts = await this.page.evaluate(() => {
      const behind = (element: Element): string[] => {
        const parent = element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host as Element | undefined
        return [getComputedStyle(element).backgroundColor, ...(parent ? behind(parent) : [])]
      }
      const shown = (root: ParentNode): { text: string; colours: string[] }[] => [...root.querySelectorAll('*')].flatMap((element) => {
        const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent).join('').trim()
        const isSeen = text !== '' && element.checkVisibility() && element.clientWidth !== 1
        const own = isSeen ? [{ text, colours: [getComputedStyle(element).color, ...behind(element)] }] : []
        return [...own, ...(element.shadowRoot ? shown(element.shadowRoot) : [])]
      })
      return shown(document.body)
    })
    return texts.filter(({ colours }) => {
      const [front, ...layers] = colours.map((colour) => parseColour(colour)!)
      const behind = layers.reduceRight((below, layer) => over(layer, below))
      return contrast(over(front!, behind), behind) < 4.5
    }).map(({ text, colours }) => `${text}: ${colours[0]}`)
  }

  /** Waits until the toolkit has taken up the theme's colours too, which it does after the page has. */
  async everyTextStandsOut(what: string): Promise<void> {
    await until(`text that stands out in ${what}`, () => this.weakTexts(), (weak) => weak.length === 0, 5)
  }

  async stored(fits: (state: unknown) => boolean): Promise<void> {
    for (let waited = 0; waited < 10_000; waited += 50) {
      const state = await this.page.evaluate(() => sessionStorage.getItem('state'))
      if (state !== null && fits(JSON.parse(state))) return
      await this.page.waitForTimeout(50)
    }
    throw new Error('The page did not store such a state')
  }

  async setTheme(theme: ThemeId): Promise<void> {
    await this.page.evaluate((name) => { (globalThis as unknown as { applyTheme(name: string): void }).applyTheme(name) }, theme)
  }
}

function toggled(tokens: readonly number[], token: number): readonly number[] {
  return tokens.includes(token) ? tokens.filter((other) => other !== token) : [...tokens, token]
}

function bundledModel(origin: string, wanted = 'minilm'): SessionState['model'] {
  interface Entry { readonly name: string; readonly label: string; readonly folder: string; readonly files: readonly ModelFile[] }
  const entries = JSON.parse(readFileSync('media/models/manifest.json', 'utf8')) as Entry[]
  const { name, label, folder, files } = entries.find((entry) => entry.name === wanted)!
  return { id: `bundled:${name}`, label, baseUri: `${origin}/media/models/${folder}/`, files }
}
