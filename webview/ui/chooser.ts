import { LitElement } from 'lit'

export interface PickerOption {
  readonly value: string
  readonly label: string
}

/** What all that let one value be chosen have in common: a name for assistive technology, and `pick` with the new value. */
export class Chooser extends LitElement {
  static override properties = { label: {}, value: {}, options: { attribute: false }, disabled: { type: Boolean } }

  declare label: string
  declare value: string
  declare options: readonly PickerOption[]
  declare disabled: boolean

  constructor() {
    super()
    this.label = this.value = ''
    this.options = []
    this.disabled = false
  }

  protected pick(value: string | undefined): void {
    if (value !== undefined && value !== this.value) this.dispatchEvent(new CustomEvent('pick', { detail: value }))
  }
}
