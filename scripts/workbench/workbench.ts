import type { FrameLocator, Locator, Page } from 'playwright-core'
import { CodeEditor } from './codeEditor.ts'
import { openQuickInput } from './quickInput.ts'

/** The themes we look at, each with the class that VS Code gives its workbench. */
const themes = { 'Dark Modern': 'vs-dark', 'Light Modern': 'vs', 'Dark High Contrast': 'hc-black', 'Light High Contrast': 'hc-light' }

export type ThemeName = keyof typeof themes

/** A VS Code in a page, driven as a person would: by mouse, keyboard and accessible names. */
export class Workbench {
  readonly page: Page
  readonly editor: CodeEditor

  constructor(page: Page) {
    this.page = page
    this.editor = new CodeEditor(page)
  }

  /** The editor of a group; groups count from 1, from the left. */
  editorIn(group: number): CodeEditor {
    return new CodeEditor(this.page, group)
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url)
    await this.ready()
  }

  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load')
    await this.run('Developer: Reload Window')
    await loaded
    await this.ready()
  }

  private async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 })
    await this.page.locator('.statusbar-item').first().waitFor({ timeout: 60_000 })
  }

  /** Opens a file of the workspace through Go to File. */
  async openFile(name: string): Promise<void> {
    await this.quickInput('Control+p', name, new RegExp(`^${name.replaceAll('.', '\\.')}`))
    await this.page.getByRole('tab', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`), selected: true }).waitFor()
    await this.editor.root.locator('.view-line').first().waitFor()
  }

  /** Runs a command by its title, from the command palette. */
  async run(title: string): Promise<void> {
    await this.quickInput('F1', `>${title}`, new RegExp(`(^|, )${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))
  }

  /** Opens the quick input, types, and takes the row that fits. */
  private async quickInput(key: string, text: string, row: RegExp): Promise<void> {
    const input = await openQuickInput(this.page, key)
    const option = this.quickPick.getByRole('option', { name: row }).first()
    // While the workbench starts, the list is still filling: ask anew until the row is there.
    for (let attempt = 0; ; attempt++) {
      await input.fill(text)
      if (await option.waitFor({ timeout: 2_000 }).then(() => true, () => false)) break
      if (attempt === 15) throw new Error(`The quick input has no row ${row} for ${text}`)
      await input.fill('')
    }
    await this.take(option)
  }

  get quickPick(): Locator {
    return this.page.locator('.quick-input-widget:visible')
  }

  /** Takes a row of a quick pick that is open. */
  async pick(row: string | RegExp): Promise<void> {
    // What the mouse rests on may show a hover over the rows; in the empty part of the activity bar there is none.
    await this.page.mouse.move(1, 400)
    const option = this.quickPick.getByRole('option', { name: row }).first()
    // A long list has only the rows in sight.
    for (let page = 0; page < 5 && !(await option.waitFor({ timeout: 2_000 }).then(() => true, () => false)); page++) await this.page.keyboard.press('PageDown')
    await this.take(option)
  }

  /** Clicks a row of the quick input until it is gone: a list that is still being filled may lose a click. */
  private async take(option: Locator): Promise<void> {
    await option.click()
    const isTaken = () => option.waitFor({ state: 'hidden', timeout: 3_000 }).then(() => true, () => false)
    for (let attempt = 0; attempt < 3 && !(await isTaken()); attempt++) await option.click({ timeout: 3_000 }).catch(() => undefined)
  }

  async setTheme(theme: ThemeName): Promise<void> {
    await this.run('Preferences: Color Theme')
    await this.quickPick.locator('input[type=text]').first().fill(theme)
    await this.pick(new RegExp(`^(Default )?${theme}`))
    await this.quickPick.waitFor({ state: 'hidden' })
    await this.page.locator(`.monaco-workbench.${themes[theme]}`).waitFor()
  }

  /** The sentences of the notifications on the screen. */
  get notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item')
  }

  async dismissNotifications(): Promise<void> {
    await this.run('Notifications: Clear All Notifications')
    await this.notifications.first().waitFor({ state: 'detached' })
  }

  statusItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text })
  }

  /** The page of the extension in the side bar. */
  get view(): FrameLocator {
    return this.page.frameLocator('iframe.webview[src*="purpose=webviewView"]').frameLocator('#active-frame')
  }

  /** The page of the extension in an editor tab. */
  get tab(): FrameLocator {
    return this.page.frameLocator('iframe.webview:not([src*="purpose=webviewView"])').frameLocator('#active-frame')
  }

  /** Drags the border of the side bar until the bar has this width. */
  async resizeSideBar(width: number): Promise<void> {
    const bar = await this.page.locator('.part.sidebar').boundingBox()
    if (!bar) throw new Error('The side bar is not shown')
    const y = bar.y + bar.height / 2
    await this.page.mouse.move(bar.x + bar.width, y)
    await this.page.mouse.down()
    await this.page.mouse.move(bar.x + width, y, { steps: 5 })
    await this.page.mouse.up()
  }
}
