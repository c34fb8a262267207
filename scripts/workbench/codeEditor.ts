import type { Locator, Page } from 'playwright-core'
import { readNotes, readTints, textPoint, type Tint } from './editorGeometry.ts'
import { openQuickInput } from './quickInput.ts'
import { until } from './until.ts'

export interface Position {
  /** From 1, as the status bar counts. */
  readonly line: number
  readonly column: number
}

/** The text editor of a group of editors, of the active one unless it is told, used with the mouse and the keyboard. */
export class CodeEditor {
  private readonly page: Page
  private readonly group: number
  readonly root: Locator

  constructor(page: Page, group?: number) {
    this.page = page
    this.group = group ?? 1
    const container = group === undefined ? page.locator('.editor-group-container.active') : page.locator('.editor-group-container').nth(group - 1)
    this.root = container.locator('.editor-instance .monaco-editor').first()
  }

  async focus(): Promise<void> {
    await this.page.keyboard.press(`ControlOrMeta+${this.group}`)
    await this.page.locator('.editor-group-container.active .monaco-editor.focused .view-line').first().waitFor()
  }

  /** Puts the caret there, scrolling if need be. */
  async caretTo({ line, column }: Position): Promise<void> {
    await this.focus()
    const input = await openQuickInput(this.page, 'Control+g')
    await input.fill(`:${line}:${column}`)
    await input.press('Enter')
    await input.waitFor({ state: 'hidden' })
    await this.root.locator('.cursor').first().waitFor({ state: 'attached' })
  }

  /** Selects with the keyboard and the mouse; both ends must fit the editor at once. */
  async select(from: Position, to: Position): Promise<void> {
    await this.caretTo(from)
    const point = await this.pointOf(to)
    await this.page.keyboard.down('Shift')
    await this.page.mouse.click(point.x, point.y)
    await this.page.keyboard.up('Shift')
  }

  /** The same beside what is selected already. */
  async selectAlso(from: Position, to: Position): Promise<void> {
    const [start, end] = [await this.pointOf(from), await this.pointOf(to)]
    await this.page.keyboard.down('Alt')
    await this.page.mouse.move(start.x, start.y)
    await this.page.mouse.down()
    await this.page.mouse.move(end.x, end.y, { steps: 5 })
    await this.page.mouse.up()
    await this.page.keyboard.up('Alt')
  }

  async selectAll(): Promise<void> {
    await this.focus()
    await this.page.keyboard.press('ControlOrMeta+a')
  }

  async hoverAt(position: Position): Promise<Locator> {
    const { x, y, width } = await this.pointOf(position)
    await this.page.mouse.move(x + 40, y + 60)
    await this.page.mouse.move(x + width / 2, y, { steps: 3 })
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-row').first()
    await hover.waitFor()
    return this.page.locator('.monaco-hover:not(.hidden)').first()
  }

  /** The left edge, vertical middle and width of the character at a visible position, in pixels of the window. */
  pointOf({ line, column }: Position): Promise<{ x: number; y: number; width: number }> {
    return this.root.evaluate(textPoint, { line, column })
  }

  /** The decorations that colour or frame text, from top to bottom and left to right. */
  tints(): Promise<Tint[]> {
    return this.root.evaluate(readTints)
  }

  /** The runs that are tinted, strongest first. */
  async strongestTints(): Promise<Tint[]> {
    return (await this.tints()).filter(({ strength }) => strength > 0).sort((a, b) => b.strength - a.strength)
  }

  /** What extensions write at the ends of lines. */
  notes(): Promise<string[]> {
    return this.root.evaluate(readNotes)
  }

  /** Waits until these runs, and no others, are framed: the tokens that are looked from. */
  async waitForSources(...wished: readonly (Position & { readonly text: string })[]): Promise<void> {
    const framed = async (): Promise<string> => (await this.tints()).filter(({ border }) => border !== 'none')
      .map(({ line, column, text }) => `${line}:${column} ${text}`).join(', ')
    const list = wished.map(({ line, column, text }) => `${line}:${column} ${text}`).join(', ')
    await until(`a frame around ${list}`, framed, (found) => found === list)
  }

  /** The lines on the screen, as they are drawn. */
  async visibleText(): Promise<string> {
    return this.root.evaluate((root) =>
      [...root.querySelectorAll<HTMLElement>('.view-line')]
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' ')).join('\n'))
  }
}
