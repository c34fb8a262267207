import { commands, Disposable, l10n } from 'vscode'
import type { MoveName } from '../../protocol/world.ts'
import { orSayWhy } from '../commands/analyse.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { Refusal } from '../refusal.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { isUnedited } from '../sessions/sides.ts'
import { hasBeen } from './episode.ts'
import { followWorld } from './followWorld.ts'
import { putCells } from './putCells.ts'

/** Milliseconds between two steps: so that one sees each. */
const pace = 700

/** The commands that let an agent act: a step, or steps until it is at the goal, and a step back. */
export function registerActing(store: SessionStore, mounts: Mounts): Disposable {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const setActing = (uri: string, acting: boolean): void => {
    store.apply(uri, { type: 'acting', acting })
  }
  const goOn = (session: Session): Promise<void> => orSayWhy(async () => {
    try {
      await actOnce(session)
    } catch (error) {
      setActing(session.uri, false)
      throw error
    }
  })
  const goOnLater = (uri: string): void => {
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      const session = store.get(uri)
      if (!session?.episode?.acting) return
      if (store.shown === session) void goOn(session)
      else setActing(uri, false)
    }, pace)
  }
  return Disposable.from(
    followWorld(store),
    store.onChange(({ uri, before, after }) => {
      if (after?.shown?.analysis.world && !before?.shown?.analysis.world && store.shown === after) mounts.show({ type: 'show', view: 'world' })
      if (!after?.episode?.acting) return
      if (after.phase.kind === 'failed') setActing(uri, false)
      else if (after.phase.kind === 'ready' && after.shown?.slice && before?.shown?.slice !== after.shown.slice) goOnLater(uri)
    }),
    commands.registerCommand('tokenGaze.act', () => orSayWhy(async () => {
      await actOnce(agentSession(store))
    })),
    commands.registerCommand('tokenGaze.actToGoal', () => orSayWhy(async () => {
      const { uri, episode } = agentSession(store)
      if (episode?.acting) return
      setActing(uri, true)
      await goOn(agentSession(store))
    })),
    commands.registerCommand('tokenGaze.stopActing', () => {
      if (store.shown) setActing(store.shown.uri, false)
    }),
    commands.registerCommand('tokenGaze.stepBack', () => orSayWhy(async () => {
      const session = agentSession(store)
      setActing(session.uri, false)
      if (session.phase.kind === 'busy') return
      const { goal, steps } = session.episode!
      const last = steps.at(-1)
      if (!last) throw new Refusal(l10n.t('The agent has taken no step that could be taken back; let it act first.'))
      const { from, move: { to } } = last
      await putCells(session, new Map([[to, to === goal ? 'G' : '.'], [from, 'A']]))
    })),
    { dispose: () => { clearTimeout(waiting) } },
  )
}

/** The session that is shown, where it is an agent's and its world is as the agent saw it; else a Refusal. */
function agentSession({ shown }: SessionStore): Session {
  if (!shown?.shown) throw new Refusal(l10n.t('No world is analysed; run Try a Model and choose an agent, or run Show Attention on a world with one.'))
  if (!shown.shown.analysis.world) throw new Refusal(l10n.t('{0} is no agent and cannot act; run Try a Model and choose one.', shown.run.model.label))
  if (shown.phase.kind !== 'busy' && !isUnedited(shown.run)) throw new Refusal(l10n.t('The world was edited since the agent looked at it; run Show Attention again.'))
  if (shown.phase.kind === 'failed') throw new Refusal(shown.phase.failure.message)
  return shown
}

/** Takes the step that the model has chosen, if it has; rejects with a Refusal where there is none to take. */
async function actOnce(session: Session): Promise<void> {
  const { phase, shown, episode } = session
  if (phase.kind !== 'ready' || !shown?.analysis.world) return
  const { agent, goal, moves, chosen } = shown.analysis.world
  const { name, to } = moves[chosen]!
  if (goal === null) {
    throw new Refusal(episode?.goal === agent ? l10n.t('The agent is at the goal; step back, or put a G on a free cell.') : l10n.t('The world has no goal; put a G on a free cell.'))
  }
  if (to === agent) throw new Refusal(l10n.t('The agent chooses {0}, where a wall or the edge is, and would do so for ever; change the world, or step back.', moveWord(name)))
  if (episode?.acting && hasBeen(episode, to)) {
    throw new Refusal(l10n.t('The agent would go back to where it has been, and walk in a circle for ever; change the world, or let it act step by step.'))
  }
  await putCells(session, new Map([[agent, '.'], [to, 'A']]))
}

function moveWord(name: MoveName): string {
  return { up: l10n.t('up'), right: l10n.t('right'), down: l10n.t('down'), left: l10n.t('left') }[name]
}
