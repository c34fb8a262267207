import type { HostToPage } from '../../protocol/hostToPage.ts'
import type { PageToHost } from '../../protocol/pageToHost.ts'
import type { Recording } from '../../protocol/recording.ts'
import type { SessionState } from '../../protocol/session.ts'
import { readNavigation } from '../state/navigation.ts'
import type { HostPort } from '../state/ports.ts'

/** The only session there is. */
const key = { id: 'recording', version: 1 }

/** What a page outside VS Code does itself. */
export type Elsewhere = Pick<HostPort, 'post' | 'restore' | 'store'>

/** A host for a page that shows a recording: it keeps what is chosen, and passes on what goes beyond the recording. */
export function recordedHost(recording: Recording, elsewhere: Elsewhere): HostPort {
  const listeners: ((message: HostToPage) => void)[] = []
  let session = sessionOf(recording)

  function change(part: Partial<SessionState>): void {
    session = { ...session, ...part }
    queueMicrotask(() => {
      for (const listener of listeners) listener({ type: 'state', session, reports: false })
    })
  }

  const post = (message: PageToHost): void => {
    switch (message.type) {
      case 'ready': change({}); break
      case 'choose': change({ choice: message.choice }); break
      case 'direct': change({ direction: message.direction }); break
      case 'special': change({ special: message.special }); break
      case 'focus': change({ focus: [message.token] }); break
      case 'pin': {
        const pinned = session.pinned.includes(message.token)
          ? session.pinned.filter((token) => token !== message.token) : [...session.pinned, message.token]
        change({ pinned, focus: pinned })
        break
      }
      case 'save':
      case 'tell':
      case 'rerun': elsewhere.post(message)
    }
  }

  return {
    post,
    listen: (listener) => { listeners.push(listener) },
    restore: () => ({ ...readNavigation(elsewhere.restore() ?? recording.navigation), sessionId: key.id }),
    store: (value) => { elsewhere.store(value) },
  }
}

function sessionOf({ title, text, picture, pair, model, analysis, choice, direction, special, grouping, groups, focus, pinned }: Recording): SessionState {
  return {
    key, title, text, ...(picture && { picture }), ...(pair !== undefined && { pair }), model: { ...model, baseUri: '' }, backend: analysis.backend,
    choice, direction, ...(special && { special }), ...(grouping && groups && { grouping, groups }), focus, pinned, stale: false,
  }
}
