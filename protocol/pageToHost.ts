import type { Analysis, AttentionSlice, Direction, HeadChoice } from './attention.ts'
import type { PredictionTable, SamplingChoice } from './predictions.ts'
import type { SessionKey } from './session.ts'
import type { TourStop } from './tour.ts'
import type { SpecialMode } from './views.ts'

export type Progress =
  | { readonly phase: 'download'; readonly loaded: number; readonly total: number }
  | { readonly phase: 'prepare' }
  /** `done`: 0 to 1, where it can be told. `written`: what the model has generated so far. */
  | { readonly phase: 'run'; readonly done?: number; readonly written?: string }

export interface Failure {
  readonly message: string
  /** 'cancelled' is shown as nothing at all. */
  readonly blame: 'input' | 'internal' | 'cancelled'
}

/** What a person may ask of the host from the page. */
export type PageCommand = 'showAttention' | 'chooseModel' | 'chooseGrouping' | 'giveTarget' | 'act' | 'actToGoal' | 'stopActing' | 'stepBack' | 'openInEditorTab' | 'cancel' | 'clear'

export type PageToHost =
  /** The page listens; nothing posted before this arrives. */
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly key: SessionKey; readonly progress: Progress }
  | { readonly type: 'analysed'; readonly key: SessionKey; readonly analysis: Analysis }
  | { readonly type: 'slice'; readonly key: SessionKey; readonly slice: AttentionSlice }
  | { readonly type: 'failed'; readonly key: SessionKey; readonly failure: Failure }
  | { readonly type: 'choose'; readonly choice: HeadChoice }
  | { readonly type: 'direct'; readonly direction: Direction }
  /** What editor and page do with special tokens. */
  | { readonly type: 'special'; readonly special: SpecialMode }
  /** Go to a stop of the guided tour, or end it. */
  | { readonly type: 'tour'; readonly stop: TourStop | null }
  /** Ask where to put a file of this name, and write it there. */
  | { readonly type: 'save'; readonly name: string; readonly bytes: Uint8Array }
  /** Tell the person what came of an export that needs no file, or why it failed. */
  | { readonly type: 'tell'; readonly message: string; readonly failed: boolean }
  /** Run the recorded session that is shown again, on its model. */
  | { readonly type: 'rerun' }
  /** A token was picked in the page: the editor selects it. */
  | { readonly type: 'focus'; readonly key: SessionKey; readonly token: number }
  | { readonly type: 'pin'; readonly key: SessionKey; readonly token: number }
  /** The tokens under the mouse in the page, to light them up in the editor too; none when it has left. */
  | { readonly type: 'hover'; readonly key: SessionKey; readonly tokens: readonly number[] }
  /** How surprising each token was, for the editor; or why that cannot be had. */
  | { readonly type: 'predicted'; readonly key: SessionKey; readonly table: PredictionTable }
  | { readonly type: 'unpredicted'; readonly key: SessionKey; readonly failure: Failure }
  /** Generate the target again, in this way. */
  | { readonly type: 'sample'; readonly key: SessionKey; readonly sampling: SamplingChoice }
  /** Put what the model wrote behind the analysed text into the document. */
  | { readonly type: 'accept'; readonly key: SessionKey; readonly text: string }
  | { readonly type: 'command'; readonly command: PageCommand }
