import type { ModelFile } from '../../protocol/model.ts'
import type { HeadChoice, Measure } from '../../protocol/attention.ts'
import { oneHead, measureOf } from '../../protocol/choice.ts'
import type { ViewName } from '../../protocol/views.ts'
import type { Panes } from '../views/viewPanes.ts'

/** What every export says of itself, by the names of its fields; numbers of layers and heads as people count them. */
export type About = Readonly<Record<'generator' | 'model' | 'revision' | 'title' | 'text' | 'layer' | 'head' | 'measure' | 'direction' | 'view' | 'specialTokens', string>>

export function aboutOf({ session, live, slice, navigation }: Panes, generator: string, files: readonly ModelFile[]): About {
  const { layer, head } = slice.choice
  const numbered = (index: number | string) => (typeof index === 'number' ? String(index + 1) : index)
  return {
    generator, model: live.modelLabel, revision: revisionOf(files), title: session.title,
    text: live.pair === undefined ? live.text : `${live.text}\n${live.pair}`,
    layer: numbered(layer), head: numbered(head), measure: measureIn(navigation.view, slice.choice), direction: session.direction,
    view: navigation.view, specialTokens: session.special ?? 'show',
  }
}

/** The model view has every head's weights, the layer view its heads by what tells them apart. */
function measureIn(view: ViewName, choice: HeadChoice): Measure {
  return view === 'model' ? 'weights' : measureOf(view === 'layer' ? oneHead(choice, 0, 0) : choice)
}

/** The model file, by its hash where that is known, else by its size. */
export function revisionOf(files: readonly ModelFile[]): string {
  const models = files.filter(({ path }) => path.endsWith('.onnx')).sort((a, b) => b.bytes - a.bytes)
  return models.map(({ path, bytes, sha256 }) => (sha256 === undefined ? `${path}, ${bytes} bytes` : `${path}, sha256:${sha256}`)).join('; ')
}

/** The name of an export, without its ending. */
export function nameOf({ title, layer, head, measure, view }: About): string {
  if (view === 'predictions') return `${fileTitle(title)} surprisal`
  const parts = view === 'model' ? ['all heads'] : view === 'layer' ? [`layer ${layer}`] : [`layer ${layer}`, `head ${head}`]
  return [fileTitle(title), ...parts, ...(measure === 'weights' ? [] : [measure])].join(' ')
}

function fileTitle(title: string): string {
  return title.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-')
}
