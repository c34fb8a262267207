import type { Direction, HeadChoice } from './attention.ts'
import type { Group, Grouping } from './groups.ts'
import type { BackendChoice, ModelSource } from './model.ts'
import type { PictureSource } from './picture.ts'
import type { SamplingChoice } from './predictions.ts'
import type { TourStop } from './tour.ts'
import type { SpecialMode } from './views.ts'
import type { Episode } from './world.ts'

/** One analysis of one text: `id` names the session, `version` counts its runs. Late answers differ in one of them. */
export interface SessionKey {
  readonly id: string
  readonly version: number
}

/**
 * Everything the host wants shown. The host sends the whole state on every change; a page compares it with what it
 * has and does what is missing (load, run, slice, draw). So both mounts show the same thing, and a reloaded window
 * is restored by the same message.
 */
export interface SessionState {
  readonly key: SessionKey
  /** The document's name, for titles. */
  readonly title: string
  /** Empty where there is a picture. */
  readonly text: string
  readonly picture?: PictureSource
  /** The second text of a sentence pair; tokens of it have segment 1, and offsets into it. */
  readonly pair?: string
  /** What an encoder-decoder's decoder is given; absent where there is a pair, or it is to be generated. */
  readonly target?: string
  /** How a target is generated; absent, of the likeliest tokens. */
  readonly sampling?: SamplingChoice
  readonly model: ModelSource
  readonly backend: BackendChoice
  readonly choice: HeadChoice
  readonly direction: Direction
  /** Absent where special tokens are shown as they are. */
  readonly special?: SpecialMode
  /**
   * What queries and keys are, other than tokens: with `groups`, every index of a token in what host and page tell each
   * other (focus, pins, hovers, the slice's rows and columns) is one of these groups.
   */
  readonly grouping?: Grouping
  readonly groups?: readonly Group[]
  /** Tokens whose rows are shown: those at the carets, or the pinned ones. */
  readonly focus: readonly number[]
  readonly pinned: readonly number[]
  /** The editor shows how surprising each token was, and needs that. */
  readonly surprisal?: boolean
  /** Of an agent, its way so far. */
  readonly episode?: Episode
  /** The stop of the guided tour that this is. */
  readonly tour?: TourStop
  /** The text has been edited since it was analysed. */
  readonly stale: boolean
}
