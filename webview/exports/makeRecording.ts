import type { ModelFile } from '../../protocol/model.ts'
import type { PictureSource } from '../../protocol/picture.ts'
import type { RecordedLayer, Recording } from '../../protocol/recording.ts'
import type { Panes } from '../views/viewPanes.ts'

export interface RecordedParts {
  readonly layers: readonly RecordedLayer[] | null
  readonly files: readonly ModelFile[]
  /** With the file itself in its address. */
  readonly picture?: PictureSource
}

/** What is shown, as it can be shown again without its model. */
export function makeRecording({ session, live, slice, navigation, units }: Panes, { layers, files, picture }: RecordedParts, generator: string): Recording {
  const { model: { id, label }, direction, special, grouping, focus, pinned, title } = session
  const isGrouped = grouping !== undefined && live.groups !== null
  const count = units.list.length
  const isUnit = (unit: number) => unit < count
  return {
    generator, title, text: live.text, ...(picture && { picture }), ...(live.pair !== undefined && { pair: live.pair }),
    model: { id, label, files }, analysis: analysisOf(live), thumbnails: live.thumbnails,
    choice: slice.choice, direction, ...(special && { special }), ...(isGrouped && { grouping, groups: live.groups }),
    focus: focus.filter(isUnit), pinned: pinned.filter(isUnit),
    navigation, layers, slices: live.slices, statistics: live.statistics,
    ...(live.predicting.found && { predictions: live.predicting.found }),
  }
}

/** Without what the model expected, nothing can be said of it. */
function analysisOf({ analysis, predicting }: Panes['live']): Panes['live']['analysis'] {
  const { predicts, ...rest } = analysis
  return predicts && predicting.found ? analysis : rest
}
