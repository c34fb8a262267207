import { html, type TemplateResult } from 'lit'
import { nextPlaceOf, predictedPlace } from '../../state/predictedPlace.ts'
import { unitsOf } from '../../state/units.ts'
import { emit } from '../gazeEvents.ts'
import type { Panes } from '../viewPanes.ts'

/** What the model expected of each token; of tokens, also where other views show groups of them. */
export function predictionsPane({ session, live, slice, navigation, units, palette, pointed, isRecorded }: Panes): TemplateResult {
  const { analysis: { tokens, layers, target }, predicting } = live
  const { labels } = unitsOf({ ...live, groups: null })
  const first = predicting.found?.first ?? 0
  const lit = pointed.row === null ? null : units.tokens[pointed.row]?.[0] ?? null
  return html`<gaze-predictions-view .tokens=${tokens} .labels=${labels} .layers=${layers} .choice=${slice.choice} .palette=${palette}
    .predicting=${predicting} .continuing=${live.continuing} .next=${nextPlaceOf(session, navigation, live)} .settings=${navigation.sampling}
    .place=${predictedPlace(session, live)} .pointed=${lit === null ? null : lit - first} ?isPair=${target !== undefined} ?fixed=${isRecorded} ?stale=${session.stale}
    @place=${({ detail, currentTarget }: CustomEvent<number>) => {
      const unit = units.tokens.findIndex((each) => each.includes(first + detail))
      emit(currentTarget as HTMLElement, 'gaze-pick', { token: unit, pin: false })
    }}></gaze-predictions-view>`
}
