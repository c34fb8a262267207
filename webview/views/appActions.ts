import type { HeadChoice } from '../../protocol/attention.ts'
import type { ExportFormat } from '../../protocol/exports.ts'
import type { Controller } from '../state/controller.ts'
import type { Navigation } from '../state/navigation.ts'
import type { HostPort } from '../state/ports.ts'
import type { GazeEvents, Pointed } from './gazeEvents.ts'

export interface ActionTargets {
  readonly host: HostPort
  readonly controller: Controller
  navigate(change: Partial<Navigation>): void
  point(pointed: Pointed): void
  inSight(heads: readonly HeadChoice[]): void
  pictures(pixels: number): void
  exportAs(format: ExportFormat): void
}

/** What each event of the views does: changes the page's own navigation, or asks the host, which answers with a state. */
export function listenToViews(root: HTMLElement, { host, controller, navigate, point, inSight, pictures, exportAs }: ActionTargets): void {
  const handlers: { [E in keyof GazeEvents]: (detail: GazeEvents[E]) => void } = {
    'gaze-navigate': navigate,
    'gaze-point': point,
    'gaze-pick': ({ token, pin }) => {
      const key = controller.state.session?.key
      if (key) host.post({ type: pin ? 'pin' : 'focus', key, token })
    },
    'gaze-choose': (choice) => { host.post({ type: 'choose', choice }) },
    'gaze-direct': (direction) => { host.post({ type: 'direct', direction }) },
    'gaze-special': (special) => { host.post({ type: 'special', special }) },
    'gaze-tour': (stop) => { host.post({ type: 'tour', stop }) },
    'gaze-need': inSight,
    'gaze-pictures': pictures,
    'gaze-command': (command) => { host.post({ type: 'command', command }) },
    'gaze-stop-comparing': () => { controller.stopComparing() },
    'gaze-resume-comparing': () => { controller.resumeComparing() },
    'gaze-export': exportAs,
    'gaze-cancel': () => { controller.cancel() },
    'gaze-retry': () => { controller.retry() },
    'gaze-stop-steps': () => { controller.stopSteps() },
    'gaze-resume-steps': () => { controller.resumeSteps() },
    'gaze-write-on': (tokens) => { controller.writeOn(tokens) },
    'gaze-throw-away': () => { controller.throwAway() },
    'gaze-accept': (text) => {
      const key = controller.state.session?.key
      if (key) host.post({ type: 'accept', key, text })
    },
    'gaze-sample': (sampling) => {
      const key = controller.state.session?.key
      if (key) host.post({ type: 'sample', key, sampling })
    },
  }
  for (const [type, handle] of Object.entries(handlers)) {
    root.addEventListener(type, (event) => {
      (handle as (detail: unknown) => void)((event as CustomEvent).detail)
    })
  }
}
