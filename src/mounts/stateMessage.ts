import type { ModelSource } from '../../protocol/model.ts'
import type { SessionState } from '../../protocol/session.ts'
import { isIntact } from '../sessions/place.ts'
import { focusOf, keyOf, type Model, type Session } from '../sessions/session.ts'

/** What a page is told of a session; `address` gives the model an address the page may fetch from. */
export function stateMessage(session: Session, address: (model: Model) => string): SessionState {
  const { run, title, choice, direction, pinned } = session
  const { id, label, files } = run.model
  const model: ModelSource = { id, label, baseUri: address(run.model), files }
  return {
    key: keyOf(session),
    title,
    text: run.text,
    model,
    backend: run.backend,
    choice,
    direction,
    focus: focusOf(session),
    pinned,
    stale: !isIntact(run.place),
  }
}
