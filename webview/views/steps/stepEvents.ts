/** What the parts of the step-through tell the view. */
export interface StepEvents {
  /** The place in a vector under the mouse or the keyboard's cursor. */
  'step-dimension': number | null
  /** The key under the mouse. */
  'step-hover': number | null
  /** To be read aloud. */
  'step-say': string
  /** A key was chosen. */
  'step-key': number
  /** Go to a key: it becomes the query token. */
  'step-go': number
  /** All keys in the order of the text are listed, or the strongest. */
  'step-all': boolean
}

export function tell<E extends keyof StepEvents>(from: HTMLElement, type: E, detail: StepEvents[E]): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
}
