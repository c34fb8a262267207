import type { Analysis, AttentionSlice, Direction, HeadChoice, TokenSpan } from '../../protocol/attention.ts'
import { rowsSumToOne } from '../../protocol/choice.ts'
import type { Group, Grouping } from '../../protocol/groups.ts'
import type { BackendChoice, ModelFile } from '../../protocol/model.ts'
import type { Failure, Progress } from '../../protocol/pageToHost.ts'
import type { PredictionTable, SamplingChoice } from '../../protocol/predictions.ts'
import type { SessionKey } from '../../protocol/session.ts'
import type { TourStop } from '../../protocol/tour.ts'
import type { SpecialMode } from '../../protocol/views.ts'
import type { SessionEpisode } from '../agent/episode.ts'
import type { Place } from './place.ts'
import type { Beside } from './sides.ts'

/** What a bundled model is, as the manifest calls it. */
export type ModelKind = 'encoder' | 'decoder' | 'encoder-decoder' | 'vision' | 'captioner' | 'agent'

/** A model and where its files are; each mount of the page turns `folder`, a URI, into an address of its own. */
export interface Model {
  /** `bundled:minilm`, or the folder's URI. */
  readonly id: string
  readonly label: string
  readonly folder: string
  readonly files: readonly ModelFile[]
  /** What is shown first of it, where somebody has found a telling head. */
  readonly start?: HeadChoice
  /** Of a bundled one. */
  readonly kind?: ModelKind
  /** A text or picture in its folder to try it on. */
  readonly sample?: string
}

/** One request: this text, of this place in the document, through this model. */
export interface Run {
  readonly version: number
  readonly text: string
  readonly place: Place
  /** Where the second text of a sentence pair begins in `text`, behind a line break; absent where it is one text. */
  readonly pair?: number
  /** Where the second text is, if not in this document. */
  readonly beside?: Beside
  /** What an encoder-decoder's decoder is given, where it is not to be generated and there is no pair. */
  readonly target?: string
  /** How the target is generated; absent, of the likeliest tokens. */
  readonly sampling?: SamplingChoice
  /** What is looked at is the picture that the session is of; the text is empty. */
  readonly picture?: { readonly bytes: number; /** When the file was changed last. */ readonly modified: number }
  readonly model: Model
  /** The model was chosen for this document: running again keeps it, whatever the settings name. */
  readonly keepsModel?: true
  readonly backend: BackendChoice
}

/** A way to take tokens together, and the groups that came of it for the run of that version. */
export interface TokenGrouping {
  readonly kind: Exclude<Grouping, 'tokens'>
  readonly version: number
  readonly groups: readonly Group[]
}

/** The last request that was answered; the slice is the one of the head that is shown, between groups where it has a grouping. */
export interface Shown {
  readonly run: Run
  readonly analysis: Analysis
  readonly slice: AttentionSlice | null
  readonly grouping?: TokenGrouping
  /** The tokens of a target that is in no document, with their offsets into it. */
  readonly written?: readonly TokenSpan[]
}

export type Phase =
  | { readonly kind: 'busy'; readonly progress: Progress | null }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What is known of one document: the request that counts, and what the editor shows meanwhile. */
export interface Session {
  readonly id: string
  readonly uri: string
  readonly title: string
  readonly run: Run
  readonly phase: Phase
  readonly shown: Shown | null
  readonly choice: HeadChoice
  readonly direction: Direction
  /** Absent where special tokens are shown as they are. */
  readonly special?: SpecialMode
  /** The editor shows how surprising each token was: by the table of the run of that version, null until it has come. */
  readonly surprisal?: { readonly version: number; readonly table: PredictionTable | null }
  /** The stop of the guided tour that it shows. */
  readonly tour?: TourStop
  /** Of an agent, its way so far. */
  readonly episode?: SessionEpisode | undefined
  /** How tokens shall be grouped; absent where they are shown as they are. */
  readonly grouping?: TokenGrouping
  /** Tokens at the carets. */
  readonly caret: readonly number[]
  readonly pinned: readonly number[]
}

/** The tokens whose rows are shown: the pinned ones, else those at the carets. */
export function focusOf(session: Session): readonly number[] {
  return session.pinned.length > 0 ? session.pinned : session.caret
}

/** What is to be done with special tokens. */
export function specialModeOf({ special }: Session): SpecialMode {
  return special ?? 'show'
}

/** What is done with them in the numbers that are shown: what is no share of a whole cannot be scaled up to one. */
export function shownSpecialMode(session: Session): SpecialMode {
  const slice = session.shown?.slice
  return session.special === 'renormalise' && slice && !rowsSumToOne(slice.choice) ? 'hide' : specialModeOf(session)
}

/** The grouping of the run that counts; undefined without one, or while its groups are still to be made. */
export function groupingOf({ grouping, run }: Session): TokenGrouping | undefined {
  return grouping?.version === run.version ? grouping : undefined
}

/** The key that answers for this session must carry. */
export function keyOf(session: Session): SessionKey {
  return { id: session.id, version: session.run.version }
}
