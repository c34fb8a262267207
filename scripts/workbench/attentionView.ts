import type { FrameLocator, Locator } from 'playwright-core'
import { until } from './until.ts'

export interface Strongest {
  readonly token: string
  readonly weight: number
}

/** The extension's page, in the side bar or in an editor tab, by its accessible names. */
export class AttentionView {
  readonly frame: FrameLocator

  constructor(frame: FrameLocator) {
    this.frame = frame
  }

  get heatmap(): Locator {
    return this.frame.getByRole('application', { name: /^Attention heatmap/ })
  }

  /** Waits until a picture is there; rejects with what the page says where the analysis failed. */
  async waitForPicture(timeout = 120_000): Promise<void> {
    const alert = this.frame.getByRole('alert')
    await this.heatmap.or(alert).first().waitFor({ timeout })
    if (await this.heatmap.count() > 0) return
    // A picture that was there may give way to the next one between the two looks.
    const said = await alert.first().innerText({ timeout: 1000 }).catch(() => null)
    if (said === null) await this.waitForPicture(timeout)
    else throw new Error(`The view says: ${said}`)
  }

  /** Waits until this head's picture is there; layers and heads from 1. */
  async waitForHead(layer: number, head: number): Promise<void> {
    await this.frame.getByRole('application', { name: `Attention heatmap, layer ${layer} head ${head}`, exact: true }).waitFor()
  }

  /** Turns to a view by the name of its tab, and waits until it has what it shows. */
  async turnTo(name: string): Promise<void> {
    await this.frame.getByRole('tab', { name, exact: true }).click()
    const panel = this.frame.getByRole('tabpanel', { name, exact: true })
    await panel.waitFor()
    await panel.getByRole('button', { name: 'Cancel', exact: true }).waitFor({ state: 'hidden' })
  }

  /** The names of all views. */
  viewNames(): Promise<string[]> {
    return this.frame.getByRole('tablist', { name: 'View' }).getByRole('tab').allInnerTexts()
  }

  /** What the live region says. */
  get announcement(): Locator {
    return this.frame.locator('[aria-live]').filter({ hasText: /attends to|is attended by/ })
  }

  picker(name: 'Layer' | 'Head' | 'Measure' | 'Sentence pair'): Locator {
    return this.frame.getByRole('combobox', { name, exact: true })
  }

  async pick(name: 'Layer' | 'Head' | 'Measure' | 'Sentence pair', option: string): Promise<void> {
    await this.picker(name).click()
    await this.frame.getByRole('option', { name: option, exact: true }).click()
  }

  direction(name: 'attends to' | 'attended by'): Locator {
    return this.frame.getByRole('radio', { name, exact: true })
  }

  get grouping(): Locator {
    return this.frame.getByRole('button', { name: /^Grouping: / })
  }

  get model(): Locator {
    return this.frame.getByRole('button', { name: /^Model: / })
  }

  thumbnail(layer: number, head: number): Locator {
    return this.frame.getByRole('gridcell', { name: `Layer ${layer}, head ${head}`, exact: true })
  }

  /** The rows of the list of strongest tokens, once they have not changed for half a second: the page follows the editor a little later. */
  async strongest(): Promise<Strongest[]> {
    const rows = this.frame.getByRole('list', { name: 'Strongest' }).getByRole('listitem')
    await rows.first().waitFor()
    let [last, since] = ['', Date.now()]
    return until('a list at rest', () => rowsOf(rows), (found) => {
      const now = JSON.stringify(found)
      if (now !== last) [last, since] = [now, Date.now()]
      return Date.now() - since > 500
    })
  }
}

function rowsOf(rows: Locator): Promise<Strongest[]> {
  return rows.evaluateAll((items) => items.map((item) => ({
    token: item.querySelector('.token')?.textContent ?? '',
    weight: Number(item.querySelector('.number')?.textContent),
  })))
}
