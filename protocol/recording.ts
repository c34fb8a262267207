import type { Analysis, AttentionSlice, Direction, HeadChoice, Thumbnails } from './attention.ts'
import { toBase64 } from './base64.ts'
import type { Group, Grouping } from './groups.ts'
import type { HeadTable } from './heads.ts'
import type { PredictionTable } from './predictions.ts'
import type { ModelFile } from './model.ts'
import type { PictureSource } from './picture.ts'
import type { SpecialMode } from './views.ts'

/** One layer's weights, [heads, queries, keys]. */
export interface RecordedLayer {
  readonly name: string
  readonly heads: number
  readonly queries: number
  readonly keys: number
  readonly weights: Float32Array
}

/** A session with what its model gave, to be shown again without the model; the numbers are exact. */
export interface Recording {
  /** What wrote it, with its version. */
  readonly generator: string
  readonly title: string
  readonly text: string
  /** What was looked at in the place of a text, its file in its address: `data:…;base64,…`. */
  readonly picture?: PictureSource
  readonly pair?: string
  readonly model: { readonly id: string; readonly label: string; readonly files: readonly ModelFile[] }
  readonly analysis: Analysis
  readonly thumbnails: Thumbnails
  readonly choice: HeadChoice
  readonly direction: Direction
  readonly special?: SpecialMode
  readonly grouping?: Grouping
  readonly groups?: readonly Group[]
  readonly focus: readonly number[]
  readonly pinned: readonly number[]
  /** What the page stored about the way of looking; unchecked. */
  readonly navigation: unknown
  /** All weights; null where they were too large to be recorded, and only `slices` are there. */
  readonly layers: readonly RecordedLayer[] | null
  /** What was shown, between `groups` where there are any. */
  readonly slices: readonly AttentionSlice[]
  readonly statistics: HeadTable | null
  /** What the model expected of each token, where that was looked at. */
  readonly predictions?: PredictionTable
}

/** Of all weights in a recording: above it only what is shown is recorded. */
export const recordedBytes = 48 * 2 ** 20

export const recordingFormat = 'token-gaze session'
export const recordingVersion = 1

/** The text of a .gaze.json file: JSON, arrays of numbers as base64 of their little-endian bytes. */
export function writeRecording(recording: Recording): string {
  return JSON.stringify({ format: recordingFormat, version: recordingVersion, ...recording }, (_, value: unknown) => {
    if (value instanceof Float32Array) return { float32: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
    if (value instanceof Int32Array) return { int32: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
    return value instanceof Uint8Array ? { uint8: toBase64(value) } : value
  })
}
