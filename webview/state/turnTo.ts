import type { Navigation } from './navigation.ts'
import type { PageState } from './pageState.ts'

/** Where the page goes when the host asks it to turn. */
export function turnTo({ steps }: Navigation, { view, step, change }: NonNullable<PageState['turned']>): Partial<Navigation> {
  return { view, ...step && { step }, ...change && { steps: { ...steps, token: null, key: null, change } } }
}
