import type { Progress } from '../../protocol/pageToHost.ts'
import { sayCount } from '../grouping/sayGrouping.ts'
import type { Translate } from '../l10n/translate.ts'
import { sayChoiceShort, sayDirection } from '../sessions/sayChoice.ts'
import type { Session } from '../sessions/session.ts'
import { isUnedited } from '../sessions/sides.ts'
import { shownUnits } from '../sessions/units.ts'

export interface StatusLine {
  readonly text: string
  readonly tooltip: string
  readonly command: string
  readonly warns: boolean
}

/** What the status bar says of a session, and what a click on it does. */
export function sayStatus(session: Session, t: Translate): StatusLine {
  const { phase, run, shown, choice, direction } = session
  if (phase.kind === 'busy') {
    return {
      text: `$(loading~spin) Token Gaze: ${sayProgress(phase.progress, run.model.label, t)}`,
      tooltip: t('Cancel'), command: 'tokenGaze.cancel', warns: false,
    }
  }
  if (phase.kind === 'failed') {
    return { text: `$(warning) Token Gaze: ${t('no attention')}`, tooltip: phase.failure.message, command: 'tokenGaze.showAttention', warns: true }
  }
  const parts = shown?.analysis.layers.length === 0 ? [run.model.label, t('no attention')]
    : [run.model.label, sayChoiceShort(choice, t, shown?.analysis.layers), sayDirection(direction, t)]
  if (shown) parts.push(shown.analysis.backend === 'webgpu' ? 'WebGPU' : 'WASM', sayCount(shown.grouping?.kind ?? 'tokens', shownUnits(shown).list.length, t))
  const stale = shown !== null && !isUnedited(shown.run)
  if (stale) parts.push(t('edited since'))
  return {
    text: `$(eye) Token Gaze: ${parts.join(' · ')}`,
    tooltip: stale ? t('The text was edited since; run it again with Show Attention') : [t('Choose Layer and Head'), ...(shown?.analysis.notes ?? [])].join('\n'),
    command: stale ? 'tokenGaze.showAttention' : 'tokenGaze.chooseLayerAndHead',
    warns: false,
  }
}

/** How far a run is: "loading MiniLM 42 %". */
export function sayProgress(progress: Progress | null, model: string, t: Translate): string {
  if (progress?.phase === 'run') return t('running {0}', model)
  if (progress?.phase !== 'download' || progress.total <= 0) return t('preparing {0}', model)
  return t('loading {0} {1} %', model, Math.floor((100 * progress.loaded) / progress.total))
}
