import type { ExportFormat } from './exports.ts'
import type { SessionKey, SessionState } from './session.ts'
import type { StepChange } from './steps.ts'
import type { StepName, ViewName } from './views.ts'

/** How the page is mounted: in the side view or as an editor tab. */
export type Mount = 'view' | 'tab'

export type HostToPage =
  /** Turn to a view, and a step of the step-through, with what is to be done there otherwise than by the model. */
  | { readonly type: 'show'; readonly view: ViewName; readonly step?: StepName; readonly change?: StepChange }
  /** The state to show; null when nothing is analysed. `reports`: this mount's analysis feeds the editor. */
  | { readonly type: 'state'; readonly session: SessionState | null; readonly reports: boolean }
  /** Export what is shown. */
  | { readonly type: 'export'; readonly format: ExportFormat }
  /** Show this session file, the text of `name`; `canRun`: its model is here. */
  | { readonly type: 'recording'; readonly name: string; readonly text: string; readonly canRun: boolean }
  /** Give up what is loading or running for this key. */
  | { readonly type: 'cancel'; readonly key: SessionKey }
  /** The token the mouse is on in the editor, to light it up here too; null when on none. */
  | { readonly type: 'hover'; readonly token: number | null }
