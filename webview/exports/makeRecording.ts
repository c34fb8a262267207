import type { ModelFile } from '../../protocol/model.ts'
import type { RecordedLayer, Recording } from '../../protocol/recording.ts'
import type { Panes } from '../views/viewPanes.ts'

/** What is shown, as it can be shown again without its model. */
export function makeRecording({ session, live, slice, navigation }: Panes, layers: readonly RecordedLayer[] | null, generator: string, files: readonly ModelFile[]): Recording {
  const { model: { id, label }, direction, special, grouping, focus, pinned, title } = session
  const isGrouped = grouping !== undefined && live.groups !== null
  const count = slice.queries
  const isUnit = (unit: number) => unit < count
  return {
    generator, title, text: live.text, ...(live.pair !== undefined && { pair: live.pair }),
    model: { id, label, files }, analysis: live.analysis, thumbnails: live.thumbnails,
    choice: slice.choice, direction, ...(special && { special }), ...(isGrouped && { grouping, groups: live.groups }),
    focus: focus.filter(isUnit), pinned: pinned.filter(isUnit),
    navigation, layers, slices: live.slices, statistics: live.statistics,
  }
}
