import type { Direction, HeadChoice } from '../../protocol/attention.ts'
import type { ExportFormat } from '../../protocol/exports.ts'
import type { PageCommand } from '../../protocol/pageToHost.ts'
import type { SamplingChoice } from '../../protocol/predictions.ts'
import type { TourStop } from '../../protocol/tour.ts'
import type { SpecialMode } from '../../protocol/views.ts'
import type { Navigation } from '../state/navigation.ts'

/** Tokens under the mouse or the keyboard's cursor, by row and column of the picture. */
export interface Pointed {
  readonly row: number | null
  readonly column: number | null
}

export const nothingPointed: Pointed = { row: null, column: null }

/** What views tell the page; they bubble up to the app. */
export interface GazeEvents {
  'gaze-navigate': Partial<Navigation>
  'gaze-point': Pointed
  'gaze-pick': { readonly token: number; readonly pin: boolean }
  'gaze-choose': HeadChoice
  'gaze-direct': Direction
  'gaze-special': SpecialMode
  /** The heads of the layer view that are in sight. */
  'gaze-need': readonly HeadChoice[]
  /** Device pixels along an edge of the model view's pictures. */
  'gaze-pictures': number
  'gaze-command': PageCommand
  'gaze-export': ExportFormat
  /** Go to a stop of the guided tour, or end it. */
  'gaze-tour': TourStop | null
  'gaze-cancel': null
  'gaze-stop-comparing': null
  'gaze-resume-comparing': null
  'gaze-retry': null
  /** Gives up what is under way of the step-through, or asks for it again. */
  'gaze-stop-steps': null
  'gaze-resume-steps': null
  /** Writes so many more tokens behind the text; 0 stops. */
  'gaze-write-on': number
  'gaze-throw-away': null
  /** Puts what was written into the document. */
  'gaze-accept': string
  /** Generates the target again in this way. */
  'gaze-sample': SamplingChoice
}

export function emit<E extends keyof GazeEvents>(from: HTMLElement, type: E, detail: GazeEvents[E]): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
}
