import type { StepChange } from '../../protocol/steps.ts'

/** Where one is in the step-through, beside the step. */
export interface StepSettings {
  /** The query token picked here; gives way to the editor's caret. */
  readonly token: number | null
  /** The key whose vectors are shown; null for the strongest. */
  readonly key: number | null
  /** All keys in the order of the text, or the strongest ones. */
  readonly allKeys: boolean
  /** What to do otherwise than the model; empty for nothing. */
  readonly change: StepChange
}

export const initialStepSettings: StepSettings = { token: null, key: null, allKeys: false, change: {} }

/** Reads what an earlier page stored; whatever is not as it should be gets its first value. */
export function readStepSettings({ token, key, allKeys, change }: Readonly<Record<string, unknown>>): StepSettings {
  return {
    token: isIndex(token) ? token : null, key: isIndex(key) ? key : null, allKeys: allKeys === true,
    change: typeof change === 'object' && change !== null ? readChange(change as Record<string, unknown>) : {},
  }
}

function readChange({ scale, score, temperature, window, unmasked, without }: Readonly<Record<string, unknown>>): StepChange {
  return {
    ...(scale === 'none' && { scale }),
    ...((score === 'dot' || score === 'scaled') && { score }),
    ...(typeof temperature === 'number' && temperature > 0 && Number.isFinite(temperature) && { temperature }),
    ...(isIndex(window) && { window }),
    ...(unmasked === true && { unmasked }),
    ...(isIndex(without) && { without }),
  }
}

/** Nothing is changed. */
export function isUnchanged(change: StepChange): boolean {
  return Object.values(change).every((part) => part === undefined)
}

const isIndex = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0
