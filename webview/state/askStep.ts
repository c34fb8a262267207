import type { SessionKey } from '../../protocol/session.ts'
import type { CallOptions, EnginePort } from './ports.ts'
import type { StepNeed, Stepping } from './stepping.ts'

/** Asks the engine for what is missing of a step-through; what comes of it. */
export async function askStep(engine: EnginePort, key: SessionKey, of: StepNeed, options: CallOptions): Promise<Partial<Stepping>> {
  const { choice, change } = of
  const here = { progress: null, failed: null }
  if (!change) return { ...here, found: await engine.steps({ key, ...choice }, options) }
  return { ...here, changed: { of, result: await engine.whatIf({ key, ...choice, change }, options) } }
}
