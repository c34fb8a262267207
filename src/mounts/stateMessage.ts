import type { ModelSource } from '../../protocol/model.ts'
import type { SessionState } from '../../protocol/session.ts'
import { focusOf, groupingOf, keyOf, type Model, type Session } from '../sessions/session.ts'
import { isUnedited } from '../sessions/sides.ts'
import { unitsAmong, unitsOf } from '../sessions/units.ts'

/** What a page is told of a session; `address` gives the model an address the page may fetch from, `fileAddress` a picture. */
export function stateMessage(session: Session, address: (model: Model) => string, fileAddress = (uri: string, modified: number): string => `${uri}?${modified}`): SessionState {
  const { run, title, choice, direction, special, tour, pinned, shown, surprisal, episode } = session
  const { id, label, files } = run.model
  const model: ModelSource = { id, label, baseUri: address(run.model), files }
  const grouping = groupingOf(session)
  const inUnits = (tokens: readonly number[]): readonly number[] =>
    grouping && shown ? unitsAmong(tokens, unitsOf(shown.analysis.tokens, grouping.groups).ofToken) : tokens
  return {
    key: keyOf(session),
    title,
    ...run.pair === undefined ? { text: run.text } : { text: run.text.slice(0, run.pair - 1), pair: run.text.slice(run.pair) },
    ...run.target !== undefined && { target: run.target },
    ...run.sampling && { sampling: run.sampling },
    ...run.picture && { picture: { name: title, uri: fileAddress(session.uri, run.picture.modified), bytes: run.picture.bytes } },
    model,
    backend: run.backend,
    choice,
    direction,
    ...special && { special },
    ...grouping && { grouping: grouping.kind, groups: grouping.groups },
    focus: inUnits(focusOf(session)),
    pinned: inUnits(pinned),
    ...surprisal && { surprisal: true },
    ...episode && { episode: { goal: episode.goal, steps: episode.steps, acting: episode.acting } },
    ...tour && { tour },
    stale: !isUnedited(run),
  }
}

/** The tokens that a page's index stands for. */
export function tokensOfIndex(session: Session, index: number): readonly number[] {
  const grouping = groupingOf(session)
  return grouping ? grouping.groups[index]?.tokens ?? [] : [index]
}
