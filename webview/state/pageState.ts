import type { Analysis, AttentionSlice, Thumbnails } from '../../protocol/attention.ts'
import type { Group } from '../../protocol/groups.ts'
import type { HeadTable } from '../../protocol/heads.ts'
import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import type { SessionKey, SessionState } from '../../protocol/session.ts'
import type { StepChange } from '../../protocol/steps.ts'
import type { StepName, ViewName } from '../../protocol/views.ts'
import { noNeeds, type Needs } from './needs.ts'
import type { Continuing } from './continuing.ts'
import type { Looked } from './looked.ts'
import type { Predicting } from './predicting.ts'
import type { Comparing } from './comparing.ts'
import type { Stepping } from './stepping.ts'

/** What the model gave for one text. */
export interface Live {
  readonly key: SessionKey
  readonly text: string
  /** The second text of a pair. */
  readonly pair?: string
  readonly modelLabel: string
  readonly analysis: Analysis
  readonly thumbnails: Thumbnails
  /** What the slices are between; null: tokens. */
  readonly groups: readonly Group[] | null
  /** The chosen head's, or the last one until that comes; null until the first has come. */
  readonly slice: AttentionSlice | null
  /** That one and the others that the view in sight needs. */
  readonly slices: readonly AttentionSlice[]
  readonly statistics: HeadTable | null
  /** Larger than the thumbnails. */
  readonly pictures: Thumbnails | null
  /** Of an agent, what it made of each of its worlds so far. */
  readonly looked: Looked
  readonly stepping: Stepping
  readonly comparing: Comparing
  readonly predicting: Predicting
  readonly continuing: Continuing
}

export type Run =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly key: SessionKey; readonly progress: Progress | null }
  | { readonly phase: 'failed'; readonly key: SessionKey; readonly failure: Failure }

/** All the page knows; views draw it, and only `reduce` makes the next one. */
export interface PageState {
  /** The host has spoken. */
  readonly heard: boolean
  readonly session: SessionState | null
  readonly reports: boolean
  /** Most recent first; the first is shown when it belongs to the session. */
  readonly kept: readonly Live[]
  readonly run: Run
  readonly needs: Needs
  /** The token under the mouse in the editor. */
  readonly editorHover: number | null
  /** Where the host last asked to turn to. */
  readonly turned: { readonly view: ViewName; readonly step?: StepName; readonly change?: StepChange } | null
}

export const initialState: PageState = {
  heard: false, session: null, reports: false, kept: [], run: { phase: 'idle' }, needs: noNeeds, editorHover: null,
  turned: null,
}

/** What can be drawn for the session that is shown: perhaps of an earlier version while a new run is under way. */
export function liveOf(state: PageState): Live | null {
  return state.kept.find((live) => live.key.id === state.session?.key.id) ?? null
}
