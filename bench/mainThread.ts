import type { Page } from 'playwright-core'

/**
 * Measures actions on a page that runs the app: processor time of its main thread in milliseconds, from the action until
 * the app's state has been the same for `quiet` frames, less what so many idle frames take.
 */
export async function watchMainThread(page: Page): Promise<(action: () => Promise<unknown>, quiet?: number) => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async (task: () => Promise<number>): Promise<{ readonly frames: number; readonly ms: number }> => {
    const before = await taskTime()
    const frames = await task()
    return { frames, ms: (await taskTime()) - before }
  }
  const taskTime = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value
  }
  const settle = (quiet: number): Promise<number> => page.evaluate(async (wished) => {
    const app = document.querySelector('token-gaze-app') as Element & { readonly state: unknown }
    let [frames, state] = [0, app.state]
    for (let still = 0; still < wished; still++, frames++) {
      await new Promise(requestAnimationFrame)
      if (app.state !== state) still = 0
      state = app.state
    }
    return frames
  }, quiet)
  await settle(60)
  const idle = await spent(() => settle(60))
  return async (action, quiet = 12) => {
    const { frames, ms } = await spent(async () => {
      await action()
      return settle(quiet)
    })
    return Math.max(0, ms - (frames * idle.ms) / idle.frames)
  }
}
